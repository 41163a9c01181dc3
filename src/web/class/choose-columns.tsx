import { TextInput } from '@mantine/core';
import type { TableColumn } from './export-api.ts';

type Props = {
  chosen: TableColumn[];
  possible: (TableColumn & { means: string })[];
  onChange: (columns: TableColumn[]) => void;
};

/** Which columns a table has, under which headings and in which order. */
export function ChooseColumns({ chosen, possible, onChange }: Props) {
  const meaning = new Map(possible.map((one) => [one.key, one]));
  const others = possible.filter(({ key }) => !chosen.some((one) => one.key === key));
  return (
    <>
      <ol className="column-rows" aria-label="Columns of the table">
        {chosen.map((column, i) => {
          const called = meaning.get(column.key)?.heading ?? column.key;
          const link = (label: string, next: TableColumn[], disabled = false) => (
            <button type="button" className="as-link" disabled={disabled} aria-label={`${label} ${called}`} onClick={() => onChange(next)}>
              {label}
            </button>
          );
          const without = chosen.toSpliced(i, 1);
          return (
            <li key={column.key}>
              <TextInput
                label={called}
                aria-label={`Heading of ${called}`}
                description={meaning.get(column.key)?.means}
                value={column.heading}
                maxLength={100}
                onChange={(event) => onChange(chosen.with(i, { ...column, heading: event.currentTarget.value }))}
                error={wrong(column, chosen)}
                errorProps={{ role: 'alert' }}
              />
              <span className="row-links">
                {link('Up', without.toSpliced(i - 1, 0, column), i === 0)}
                {link('Down', without.toSpliced(i + 1, 0, column), i === chosen.length - 1)}
                {link('Leave out', without, chosen.length === 1)}
              </span>
            </li>
          );
        })}
      </ol>
      {others.length > 0 && (
        <>
          <p className="soft">Add a column:</p>
          <ul className="reasons" aria-label="Columns that are left out">
            {others.map(({ key, heading, means }) => (
              <li key={key}>
                <button type="button" title={means} aria-label={`Add ${heading}`} onClick={() => onChange([...chosen, { key, heading }])}>
                  + {heading}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What is wrong with the heading of a column among others; null where nothing is. */
export function wrong({ key, heading }: TableColumn, all: TableColumn[]): string | null {
  const plain = heading.trim().toLowerCase();
  if (!plain) return 'must not be empty';
  return all.some((one) => one.key !== key && one.heading.trim().toLowerCase() === plain) ? 'is the heading of another column too' : null;
}
