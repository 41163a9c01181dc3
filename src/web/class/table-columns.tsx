import { NativeSelect, TextInput } from '@mantine/core';
import type { FieldProblem } from '../../domain/errors.ts';
import type { Settings } from './class-api.ts';

const CALLED = {
  sheet: 'Sheet of the workbook',
  essay: 'Heading of the essay',
  identifier: 'Heading of the identifier',
  name: 'Heading of the name',
  group: 'Heading of the group',
} as const;
export type Column = keyof typeof CALLED;
export const columns = Object.keys(CALLED) as Column[];
/** What may be said of a table where the service found that there is a choice. */
export type Choices = Partial<Record<Column, string[]>>;

/** The choices that a refusal leaves, beside those that are known. */
export const choicesIn = (fields: FieldProblem[], known: Choices): Choices => ({
  ...known,
  ...Object.fromEntries(fields.flatMap(({ field, choices }) => (choices?.length && field in CALLED ? [[field, choices]] : []))),
});

type Props = {
  settings: Pick<Settings, Column>;
  choices: Choices;
  disabled: boolean;
  wrong: (column: Column) => string | null;
  onChange: (column: Column, heading: string) => void;
};

/** Which column of a table holds what, and on which sheet, where its headings do not tell by themselves. */
export function TableColumns({ settings, choices, disabled, wrong, onChange }: Props) {
  return (
    <section aria-label="Columns of the table">
      <p className="soft">Usual headings are found by themselves. Where one is not, or two look right, give it here.</p>
      <div className="fields">
        {columns.map((column) => {
          const field = {
            value: settings[column],
            onChange: (event: { currentTarget: { value: string } }) => onChange(column, event.currentTarget.value),
            error: wrong(column),
            errorProps: { role: 'alert' as const },
            disabled,
          };
          const found = choices[column];
          if (found)
            return (
              <NativeSelect key={column} label={CALLED[column]} data={optionsOf(found)} {...field} error={firstSentence(wrong(column))} />
            );
          return column !== 'sheet' && <TextInput key={column} label={`${CALLED[column]} (optional)`} {...field} />;
        })}
      </div>
    </section>
  );
}

/** The rest says how to tell the API. */
const firstSentence = (detail: string | null): string | null => detail?.split(/(?<=\.) /u)[0] ?? null;

const optionsOf = (found: string[]) => [{ value: '', label: 'Choose one' }, ...found.map((value) => ({ value, label: value }))];
