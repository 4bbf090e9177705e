import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runCommand, type CommandOptions } from './run-command.ts';

/** `renderer` is what the browser shell serves, `desktop` that and Electron's two processes. */
export type BuildPart = 'renderer' | 'desktop';

const SOURCES: Readonly<Record<BuildPart, readonly string[]>> = {
  renderer: ['package-lock.json', 'electron.vite.config.ts', '{shared,renderer}/**/*'],
  desktop: ['package-lock.json', 'electron.vite.config.ts', '{shared,renderer,electron}/**/*'],
};

const OUTPUTS: Readonly<Record<BuildPart, readonly string[]>> = {
  renderer: ['out/renderer/index.html'],
  desktop: ['out/renderer/index.html', 'out/main/main.js', 'out/preload/preload.cjs'],
};

/** Builds `part` when its output is missing or a source changed since; false when the build failed. */
export async function buildIfStale(
  part: BuildPart,
  output: NonNullable<CommandOptions['output']> = 'inherit',
): Promise<boolean> {
  const stamp = path.join(projectRoot, '.build', `built-${part}`);
  const current = sourceFingerprint(projectRoot, SOURCES[part]);
  const complete = OUTPUTS[part].every((file) => existsSync(path.join(projectRoot, file)));
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return true;
  if (output === 'inherit')
    console.log(part === 'renderer' ? 'Building the pages ...' : 'Building the desktop ...');
  const env = part === 'renderer' ? { PREFLIGHT_BUILD: 'renderer' } : {};
  const { code } = await runCommand(
    'electron-vite',
    ['build', '--logLevel', 'warn', '--ignoreConfigWarning'],
    { env, output },
  );
  if (code !== 0) return false;
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
  return true;
}

/**
 * A digest of the path, size and modification time of every file the patterns name; tests do not count. Two
 * equal digests mean that nothing was touched in between.
 */
export function sourceFingerprint(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of globSync(patterns, { cwd: root }).toSorted()) {
    const status = statSync(path.join(root, file));
    if (status.isFile() && !/\.(test|testing|bench)\.tsx?$/.test(file)) {
      hash.update(`${file}\0${status.size}\0${status.mtimeMs}\0`);
    }
  }
  return hash.digest('hex');
}
