import { NativeSelect, TextInput } from '@mantine/core';
import { SEEDS } from '../use-route.ts';
import type { Settings } from './class-api.ts';

const SHARES = [
  { value: '', label: 'None' },
  { value: '0.1', label: 'One in ten' },
  { value: '0.2', label: 'One in five' },
  { value: '0.5', label: 'Half of them' },
  { value: '1', label: 'All of them' },
];

const SEED_SHARES = [
  { value: '', label: 'None' },
  { value: '0.001', label: 'One' },
  { value: '0.05', label: 'One to twenty essays' },
  { value: '0.1', label: 'One to ten essays' },
  { value: '0.2', label: 'One to five essays' },
];

type Props = {
  settings: Settings;
  disabled: boolean;
  wrong: (name: keyof Settings) => string | null;
  onChange: (name: keyof Settings, value: string) => void;
};

/** How a class is to be marked, for those who want it otherwise than usual. */
export function ClassSettings({ settings, disabled, wrong, onChange }: Props) {
  const field = (name: keyof Settings) => ({
    value: settings[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
    error: wrong(name),
    errorProps: { role: 'alert' as const },
    disabled,
  });
  return (
    <div className="fields">
      <TextInput label="Mark so many first, then ask" description="To see a few before the rest." inputMode="numeric" {...field('first')} />
      <TextInput
        label="Most tokens"
        description="Where a model marks: it stops before it would take more."
        inputMode="numeric"
        {...field('tokenCap')}
      />
      <NativeSelect
        label="Essays you mark yourself first"
        description="Drawn at random. You give a mark before you see the engine’s."
        data={SHARES}
        {...field('blindShare')}
      />
      <NativeSelect
        label="Seed scripts to slip in"
        description={
          <>
            <a href={SEEDS}>Essays with a settled mark</a>, spread over the class, to see whether the marking still holds.
          </>
        }
        data={SEED_SHARES}
        {...field('seedShare')}
      />
    </div>
  );
}
