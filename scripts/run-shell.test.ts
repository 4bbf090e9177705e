import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const runShellUrl = new URL('./run-shell.ts', import.meta.url).href;

/** A real process that runs `code` as its shell, as `npm start` would. */
function startShell(code: string) {
  const script = `
    const { runShell } = await import(${JSON.stringify(runShellUrl)});
    process.exitCode = await runShell(process.execPath, ['-e', ${JSON.stringify(code)}]);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

describe('runShell', () => {
  it.each([0, 1, 3])('passes exit code %i on', async (code) => {
    const { child } = startShell(`process.exit(${code})`);
    expect(await once(child, 'close')).toEqual([code, null]);
  });

  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])(
    '%s reaches the shell and the end is clean',
    async (signal) => {
      const { child, lines } = startShell(`
      process.on('${signal}', () => { console.log('closing'); process.exit(7); });
      console.log('ready');
      setInterval(() => undefined, 1000);`);
      expect((await lines.next()).value).toBe('ready');
      child.kill(signal);
      expect((await lines.next()).value).toBe('closing');
      expect(await once(child, 'close')).toEqual([0, null]);
    },
  );

  it('a shell that ignores the signal is asked once more and the end is clean all the same', async () => {
    const { child, lines } = startShell(`
      process.on('SIGINT', () => console.log('no'));
      console.log('ready');
      setInterval(() => undefined, 1000);`);
    expect((await lines.next()).value).toBe('ready');
    child.kill('SIGINT');
    expect((await lines.next()).value).toBe('no');
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
