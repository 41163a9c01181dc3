import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { ChooseColumns, wrong } from './choose-columns.tsx';
import { type FirstRows, loadColumns, loadFirstRows, type Possible, type TableColumn, tablePath } from './export-api.ts';
import { keepColumns, keptColumns } from './kept-columns.ts';
import { Refused } from './refused.tsx';

const FORMS = [
  { form: 'csv', label: 'CSV' },
  { form: 'xlsx', label: 'Excel (.xlsx)' },
] as const;

type Props = { batch: string; onSave: (path: string, usualName: string) => void };

/** The marks as a table, in the columns that a school's system asks for. They are remembered on this machine. */
export function OwnTable({ batch, onSave }: Props) {
  const [possible, setPossible] = useState<Possible | null>(null);
  const [own, setOwn] = useState<TableColumn[] | null>(null);
  const [rows, setRows] = useState<FirstRows | null>(null);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  useEffect(() => {
    let over = false;
    const show = (found: Possible) => {
      setPossible(found);
      setOwn(keptColumns(found.columns));
    };
    loadColumns(batch).then(
      (found) => over || show(found),
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [batch]);
  useEffect(() => {
    if (!open || !possible) return;
    let over = false;
    loadFirstRows(batch, possible).then(
      (found) => over || setRows(found),
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [batch, open, possible]);

  const change = (columns: TableColumn[] | null) => {
    setOwn(columns);
    // a heading that is being typed is kept once it can stand
    if (!columns?.some((column) => wrong(column, columns))) keepColumns(columns);
  };
  const chosen = own ?? possible?.usual ?? [];
  const unfit = chosen.some((column) => wrong(column, chosen));
  return (
    <div>
      <h3>Marks as a table</h3>
      <div className="buttons">
        {FORMS.map(({ form, label }) => (
          <Button
            key={form}
            variant="default"
            disabled={unfit}
            aria-label={`Marks as a table: ${label}`}
            onClick={() => onSave(tablePath(batch, form, own), `marks.${form}`)}
          >
            {label}
          </Button>
        ))}
      </div>
      {possible && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{own ? 'Columns: chosen by you' : 'Columns: the usual ones'}</summary>
          <p className="soft">
            Give the columns the names and the order that your school’s system asks for. This machine remembers them for the next class.
            {own && (
              <>
                {' '}
                <button type="button" className="as-link" onClick={() => change(null)}>
                  Back to the usual columns
                </button>
              </>
            )}
          </p>
          {rows && <FirstRowsTable columns={chosen} rows={rows} />}
          <ChooseColumns chosen={chosen} possible={possible.columns} onChange={change} />
        </details>
      )}
      {problem && <Refused problem={problem} />}
    </div>
  );
}

function FirstRowsTable({ columns, rows }: { columns: TableColumn[]; rows: FirstRows }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keys
    <section className="wide" tabIndex={0} aria-label="The first rows of the table">
      <table className="first-rows" aria-label="The first rows">
        <thead>
          <tr>
            {columns.map(({ key, heading }) => (
              <th key={key} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
            <tr key={i}>
              {columns.map(({ key }) => (
                <td key={key}>{inShort(cells.get(key) ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const inShort = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 38).trimEnd()}…` : cell);
