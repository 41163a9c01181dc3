import { TextInput } from '@mantine/core';
import { Problem } from '../../domain/errors.ts';
import { shownName } from '../../domain/file-names.ts';
import { identified } from '../../domain/file-owner.ts';
import { compilePattern } from '../../domain/name-pattern.ts';
import { counted } from '../../domain/words.ts';
import { pathOf } from './dropped-files.ts';

const SHOWN = 6;
/** The commonest form of a file name that says more than it seems to: a number, a blank and a name. */
const NUMBERED = '{identifier} {name}';

type Props = { files: File[]; pattern: string; error: string | null; disabled: boolean; onChange: (pattern: string) => void };

/** How the file names say whose each essay is, and what that makes of the files that were chosen. */
export function OwnersPreview({ files, pattern, error, disabled, onChange }: Props) {
  const names = files.map(pathOf).filter((name) => !/\.zip$/iu.test(name));
  const read = readWith(pattern, names);
  const owners = Array.isArray(read) ? read : [];
  const unfit = owners.filter(({ fits }) => !fits).length;
  const isNumbered =
    !pattern.trim() && owners.length > 0 && owners.every(({ identifier, name }) => !name && /^\d+ \p{L}/u.test(identifier));
  return (
    <section className="owners" aria-label="Whose the essays are">
      <TextInput
        label="How the file names say whose it is (optional)"
        description="Made of {identifier}, {name}, {group} and {anything}, such as {group}_{identifier}_{anything}. Left empty, the whole name is the identifier; the names that Moodle, Canvas, Teams and Google Classroom give are known."
        placeholder="{identifier} {name}"
        value={pattern}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={error ?? (typeof read === 'string' ? read : null)}
        errorProps={{ role: 'alert' }}
        disabled={disabled}
      />
      {isNumbered && (
        <p>
          These look like a number and a name.{' '}
          <button type="button" className="as-link" disabled={disabled} onClick={() => onChange(NUMBERED)}>
            Read them as {NUMBERED}
          </button>
        </p>
      )}
      {owners.length > 0 && (
        <div className="wide">
          <table aria-label="Whose each file is">
            <thead>
              <tr>
                {['File', 'Identifier', 'Name', 'Group'].map((heading) => (
                  <th key={heading} scope="col">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {owners.slice(0, SHOWN).map(({ file, identifier, name, group, fits }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
                <tr key={i}>
                  <td>{file}</td>
                  <td>
                    {identifier}
                    {!fits && <span className="soft"> (does not fit)</span>}
                  </td>
                  <td>{name}</td>
                  <td>{group}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p role="status" className="soft">
        {owners.length > SHOWN && `${owners.length - SHOWN} more like these. `}
        {unfit > 0 && `${counted(unfit, 'file name')} not of this form: the identifier is then a guess.`}
      </p>
    </section>
  );
}

/** Whose each file is by this pattern, those that do not fit first; a sentence where it is none. */
function readWith(pattern: string, names: string[]) {
  try {
    const compiled = pattern.trim() ? compilePattern(pattern) : null;
    return names.map((name) => ({ file: shownName(name), ...identified(name, compiled) })).sort((a, b) => Number(a.fits) - Number(b.fits));
  } catch (error) {
    if (error instanceof Problem) return error.detail;
    throw error;
  }
}
