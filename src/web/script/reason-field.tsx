import { TextInput } from '@mantine/core';
import { useReasons } from './use-reasons.ts';

type Props = { reason: string; onReason: (reason: string) => void };

/** Why something is changed: by one key of a list, or in words. */
export function ReasonField({ reason, onReason }: Props) {
  const reasons = useReasons();
  return (
    <>
      <TextInput
        label="Why"
        description="One key, or your own words."
        value={reason}
        onChange={(event) => onReason(event.currentTarget.value)}
        className="short"
      />
      <ul className="reasons">
        {reasons.map(({ key, words }) => (
          <li key={key}>
            <button type="button" aria-pressed={reason === key} onClick={() => onReason(key)}>
              <kbd>{key}</kbd> {words}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
