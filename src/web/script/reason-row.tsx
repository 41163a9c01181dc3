import { TextInput } from '@mantine/core';
import type { ListedReason } from '../../domain/reasons.ts';

type Props = {
  /** Its place, from 1, of so many. */
  n: number;
  of: number;
  reason: ListedReason;
  wrong: (part: 'key' | 'words') => string | null;
  onChange: (part: Partial<ListedReason>) => void;
  onMove: (by: -1 | 1) => void;
  onDelete: () => void;
};

/** One reason of the list: its key, its words, its place. */
export function ReasonRow({ n, of, reason, wrong, onChange, onMove, onDelete }: Props) {
  const link = (label: string, onClick: () => void, disabled = false) => (
    <button type="button" className="as-link" onClick={onClick} disabled={disabled} aria-label={`${label} reason ${n}`}>
      {label}
    </button>
  );
  return (
    <li>
      <TextInput
        label="Key"
        aria-label={`Key of reason ${n}`}
        value={reason.key}
        maxLength={1}
        onChange={(event) => onChange({ key: event.currentTarget.value.toLowerCase() })}
        error={wrong('key')}
        errorProps={{ role: 'alert' }}
      />
      <TextInput
        label="Words"
        aria-label={`Words of reason ${n}`}
        value={reason.words}
        maxLength={200}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
        error={wrong('words')}
        errorProps={{ role: 'alert' }}
      />
      <span className="row-links">
        {link('Up', () => onMove(-1), n === 1)}
        {link('Down', () => onMove(1), n === of)}
        {link('Delete', onDelete, of === 1)}
      </span>
    </li>
  );
}
