import { spawn } from 'node:child_process';
import { findProgram } from './find-program.ts';

/** Opens `url` in the user's own browser where there is one; a desktop without an opener is left alone. */
export function openInBrowser(url: string): void {
  const [program, args] = opener(url);
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function opener(url: string): [string | undefined, string[]] {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return [hasDisplay() ? findProgram(['xdg-open']) : undefined, [url]];
}

/** Whether a window could be shown here at all. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => (name ?? '') !== '');
}
