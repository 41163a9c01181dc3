import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The files of the whole class that a teacher asked for. */
export type Targets = { csv?: string; xlsx?: string; sheets?: string; report?: string };
/** Where a command writes, by the option that says so. */
type Places = Record<'csv' | 'xlsx' | 'sheets' | 'report' | 'out', string | undefined>;

/** Whether a file is made of whole assessments, which must then be kept until the end. */
export const needsWhole = ({ csv, xlsx, sheets }: Targets): boolean => Boolean(csv || xlsx || sheets);

/** Why these files could not be written after hours of marking, found before: two in one place, a folder in the way, or none to write into. */
export function whyNotThere(places: Places, source: string): string | null {
  const named = Object.entries(places).flatMap(([option, path]) => (path ? [{ option, path: resolve(path) }] : []));
  for (const [i, { option, path }] of named.entries()) {
    if (path === resolve(source)) return `--${option} names what is to be marked: it would be written over`;
    const twin = named.slice(0, i).find((one) => one.path === path);
    if (twin) return `--${twin.option} and --${option} name the same place`;
    const [here, above] = [path, dirname(path)].map((one) => statSync(one, { throwIfNoEntry: false }));
    if (option === 'out' ? here && !here.isDirectory() : here && !here.isFile())
      return `--${option}: there is ${option === 'out' ? 'no folder' : 'no file'} at ${path}, but something else`;
    if (option !== 'out' && !above?.isDirectory() && dirname(path) !== (places.out && resolve(places.out)))
      return `--${option}: there is no folder ${dirname(path)}`;
  }
  return null;
}
