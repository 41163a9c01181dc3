import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** What keeps Chromium quiet on a machine without a network, and lets it start as root. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Starts a real browser: the one at CHROME_PATH, else (Linux on x64) the Chromium that comes in the npm package @sparticuz/chromium.
 * @throws Error with one sentence that names CHROME_PATH where neither starts.
 */
export async function startBrowser(): Promise<Browser> {
  const own = process.env.CHROME_PATH;
  if (own) return launch({ executablePath: own });
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(noBrowser(`none comes with the packages for ${process.platform} on ${process.arch}`));
  const unpacked = await unpack();
  const executablePath = join(unpacked, 'chromium');
  const env = { ...(process.env as Record<string, string>), FONTCONFIG_FILE: join(unpacked, 'fonts.conf') };
  // a bare machine lacks the few libraries that Chromium needs; the package brings them, built for another distribution
  return launch({ executablePath, env }).catch(() =>
    launch({ executablePath, env: { ...env, LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib') } }),
  );
}

async function launch(options: LaunchOptions): Promise<Browser> {
  try {
    return await chromium.launch({ args, timeout: 20_000, ...options });
  } catch (error) {
    throw new Error(noBrowser(`${options.executablePath} did not start (${(error as Error).message.split('\n')[0]})`));
  }
}

const noBrowser = (why: string) =>
  `These tests need Chromium, and ${why}: set CHROME_PATH to the path of a Chrome or Chromium on this machine.`;

/** Unpacks the package once a version, and all or nothing, since test files run side by side. */
async function unpack(): Promise<string> {
  const packed = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8'));
  const folder = join(tmpdir(), `essay-examiner-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const { inflate } = await import('@sparticuz/chromium');
  const fresh = mkdtempSync(`${folder}-`);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = fresh; // the package unpacks into os.tmpdir() and nowhere else
  try {
    await Promise.all(['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(join(packed, 'bin', name))));
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  writeFileSync(join(fresh, 'fonts.conf'), fontsOf(join(folder, 'fonts', 'fonts')));
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another process was first
  }
  return folder;
}

/** The machine's fonts, if it has any, and the package's: without a font no text has a size, and much of a page cannot be clicked. */
const fontsOf = (dir: string) =>
  `<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${dir}</dir></fontconfig>`;
