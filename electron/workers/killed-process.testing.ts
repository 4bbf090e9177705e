import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * Runs `node SCRIPT TASK` in a process of its own, kills it without warning that long after its first line, and returns
 * the whole lines it said; one that was cut off is none. A process that ends by itself sooner has said all of its lines.
 */
export async function killedProcess(script: URL, task: object, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [fileURLToPath(script), JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await Promise.race([sleep(afterMs), ended]);
  child.kill('SIGKILL');
  await ended;
  return said.split('\n').slice(0, -1);
}
