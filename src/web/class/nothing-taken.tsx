import { shownName } from '../../domain/file-names.ts';
import type { ApiProblem } from '../api.ts';
import { pathOf } from './dropped-files.ts';
import { Refused } from './refused.tsx';

/** Why nothing of what was sent was taken: each file by its reason, where the service tells them by their place. */
export function NothingTaken({ problem, files }: { problem: ApiProblem; files: File[] }) {
  const told = problem.fields.flatMap(({ field, detail }) => {
    const n = /^items\.(\d+)$/u.exec(field)?.[1];
    return n ? [{ n: Number(n), detail }] : [];
  });
  // only loose files stand where the service counts them
  const nameOf = (n: number) => {
    const file = told.length === files.length ? files[n - 1] : undefined;
    return file ? shownName(pathOf(file)) : `File or row ${n}`;
  };
  return (
    <Refused problem={problem}>
      {told.length > 0 && (
        <ul className="outcomes">
          {told.map(({ n, detail }) => (
            <li key={n}>
              <strong>{nameOf(n)}</strong> {detail}
            </li>
          ))}
        </ul>
      )}
    </Refused>
  );
}
