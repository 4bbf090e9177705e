import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runCommand, type CommandOptions } from './run-command.ts';

/** `kernels` is the compiled numerics, `renderer` what the browser shell serves, `desktop` all of it and Electron's two processes. */
export type BuildPart = 'kernels' | 'renderer' | 'desktop';

const SOURCES: Readonly<Record<BuildPart, readonly string[]>> = {
  kernels: ['package-lock.json', 'electron/kernels/{asconfig.json,assembly/*}'],
  renderer: ['package-lock.json', 'electron.vite.config.ts', '{shared,renderer}/**/*'],
  desktop: ['package-lock.json', 'electron.vite.config.ts', '{shared,renderer,electron}/**/*'],
};

const OUTPUTS: Readonly<Record<BuildPart, readonly string[]>> = {
  kernels: ['.build/kernels.wasm'],
  renderer: ['out/renderer/index.html'],
  desktop: ['out/renderer/index.html', 'out/main/main.js', 'out/preload/preload.cjs'],
};

const ANNOUNCEMENTS: Readonly<Record<BuildPart, string>> = {
  kernels: 'Compiling the kernels ...',
  renderer: 'Building the pages ...',
  desktop: 'Building the desktop ...',
};

const VITE = ['build', '--logLevel', 'warn', '--ignoreConfigWarning'];

/**
 * Builds `part` when its output is missing or a source changed since; false when the build failed. Every other
 * part takes the kernels with it, and does without where they cannot be compiled.
 */
export async function buildIfStale(
  part: BuildPart,
  output: NonNullable<CommandOptions['output']> = 'inherit',
): Promise<boolean> {
  if (part !== 'kernels') await buildIfStale('kernels', output);
  const stamp = path.join(projectRoot, '.build', `built-${part}`);
  const current = sourceFingerprint(projectRoot, SOURCES[part]);
  const complete = OUTPUTS[part].every((file) => existsSync(path.join(projectRoot, file)));
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return true;
  if (output === 'inherit') console.log(ANNOUNCEMENTS[part]);
  const { code } =
    part === 'kernels'
      ? await runCommand('asc', ['--config', 'electron/kernels/asconfig.json'], { output })
      : await runCommand('electron-vite', VITE, {
          env: part === 'renderer' ? { PREFLIGHT_BUILD: 'renderer' } : {},
          output,
        });
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
