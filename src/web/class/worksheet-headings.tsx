import { TextInput } from '@mantine/core';

const ROLES = {
  identifier: 'Identifier',
  grade: 'Grade',
  maximum: 'Maximum grade',
  modified: 'Last modified (grade)',
  comments: 'Feedback comments',
  name: 'Full name',
};
/** How the columns of a worksheet are called in it; what is not said is found by the headings that are known. */
export type Headings = Partial<Record<keyof typeof ROLES, string>>;

type Props = { headings: Headings; open: boolean; disabled: boolean; onChange: (headings: Headings) => void };

/** For a worksheet in a language that is not known: the headings of its columns, as its teacher sees them. */
export function WorksheetHeadings({ headings, open, disabled, onChange }: Props) {
  return (
    <details open={open}>
      <summary>Moodle in another language</summary>
      <p className="soft">
        Deutsch, English, español, français, italiano, Nederlands and português are known. For any other, write here what the columns are
        called in your worksheet.
      </p>
      <div className="fields">
        {(Object.keys(ROLES) as (keyof typeof ROLES)[]).map((role) => (
          <TextInput
            key={role}
            label={ROLES[role]}
            value={headings[role] ?? ''}
            onChange={(event) => onChange({ ...headings, [role]: event.currentTarget.value })}
            disabled={disabled}
          />
        ))}
      </div>
    </details>
  );
}

/** The same as parts of an address. */
export const headingsQuery = (headings: Headings): [string, string][] =>
  Object.entries(headings).flatMap(([role, heading]) => (heading.trim() ? [['heading', `${role}:${heading.trim()}`]] : []));
