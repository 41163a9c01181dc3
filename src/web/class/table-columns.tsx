import { TextInput } from '@mantine/core';
import type { Settings } from './class-api.ts';

const COLUMNS = { essay: 'the essay', identifier: 'the identifier', name: 'the name', group: 'the group' } as const;
export type Column = keyof typeof COLUMNS;
export const columns = Object.keys(COLUMNS) as Column[];

type Props = {
  settings: Pick<Settings, Column>;
  disabled: boolean;
  wrong: (column: Column) => string | null;
  onChange: (column: Column, heading: string) => void;
};

/** Which column of a table holds what, where its headings do not tell by themselves. */
export function TableColumns({ settings, disabled, wrong, onChange }: Props) {
  return (
    <section aria-label="Columns of the table">
      <p className="soft">Usual headings are found by themselves. Where one is not, or two look right, give it here.</p>
      <div className="fields">
        {columns.map((column) => (
          <TextInput
            key={column}
            label={`Heading of ${COLUMNS[column]} (optional)`}
            value={settings[column]}
            onChange={(event) => onChange(column, event.currentTarget.value)}
            error={wrong(column)}
            errorProps={{ role: 'alert' }}
            disabled={disabled}
          />
        ))}
      </div>
    </section>
  );
}
