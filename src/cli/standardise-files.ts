import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { Problem } from '../domain/errors.ts';
import type { Panel, Script } from '../standardise.ts';
import { nameOf, readEssayFile } from './read-file.ts';

const Marks = z.record(z.string(), z.union([z.array(z.number()), z.looseObject({ marks: z.array(z.number()) })]));
const PanelFile = z.strictObject({ name: z.string().min(1).max(80), people: z.boolean() });

/**
 * The scripts of a folder for which there are marks. `marksFile` is JSON ({"script": [17, 18]}) or CSV (a heading, then script,mark,mark...).
 * @throws Problem where a file cannot be read, a mark is none, or nothing is left to mark
 */
export async function scriptsFrom(dir: string, marksFile: string, maxMark: number): Promise<Script[]> {
  const marks = marksFrom(marksFile, maxMark);
  if (!existsSync(dir)) throw new Problem('bad-request', `${dir}: there is no such folder.`);
  const files = readdirSync(dir).filter((name) => /\.(?:md|txt)$/iu.test(name) && marks.has(nameOf(name)));
  const scripts = await Promise.all(
    files.sort().map(async (file): Promise<Script> => {
      const { name, text } = await readEssayFile(join(dir, file));
      return { id: name, text, marks: marks.get(name) ?? [] };
    }),
  );
  const missing = [...marks.keys()].filter((id) => !scripts.some((script) => script.id === id));
  if (missing.length) throw new Problem('bad-request', `${dir}: there is no essay for ${missing.slice(0, 5).join(', ')} of ${marksFile}.`);
  return scripts;
}

function marksFrom(file: string, maxMark: number): Map<string, number[]> {
  const wrong = (what: string) => new Problem('bad-request', `${file}: ${what}`);
  if (!existsSync(file)) throw wrong('there is no such file.');
  const text = readFileSync(file, 'utf8');
  const marks = extname(file).toLowerCase() === '.csv' ? fromCsv(text) : fromJson(text, wrong);
  if (!marks.size) throw wrong('it holds no marks.');
  for (const [id, list] of marks)
    if (!list.length || list.some((mark) => !Number.isInteger(mark) || mark < 0 || mark > maxMark))
      throw wrong(`the marks of ${id} must be whole numbers from 0 to ${maxMark}.`);
  return marks;
}

function fromJson(text: string, wrong: (what: string) => Problem): Map<string, number[]> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong('it is not JSON.');
  }
  const read = Marks.safeParse(json);
  if (!read.success) throw wrong('it must be an object with a list of marks for each script.');
  return new Map(Object.entries(read.data).map(([id, given]) => [id, Array.isArray(given) ? given : given.marks]));
}

function fromCsv(text: string): Map<string, number[]> {
  const [, ...rows] = Papa.parse<string[]>(text.trim(), { skipEmptyLines: true }).data;
  return new Map(rows.map(([id = '', ...cells]) => [nameOf(id.trim()), cells.filter((cell) => cell.trim()).map(Number)]));
}

/** What a panel is called of which nothing is said. */
export const UNNAMED = 'a panel that is not named';

/** Who gave the marks: as it was said, or as `panel.json` beside the marks says. A name that is said makes no people of a panel that is none. */
export function panelFrom(marksFile: string, said: string | undefined): Panel {
  const file = join(dirname(marksFile), 'panel.json');
  if (!existsSync(file)) return { name: said ?? UNNAMED, people: true };
  const read = PanelFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Problem('bad-request', `${file}: it must hold "name" and "people" (true or false).`);
  return { ...read.data, ...(said && { name: said }) };
}
