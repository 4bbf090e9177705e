import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import type { DecisionId } from '#shared/domain/ids.ts';
import type { KillTask } from './kill-child.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';

/** How many decisions a process acknowledged before it was killed, and how many of those the file does not hold. */
export interface AfterKill {
  readonly acknowledged: number;
  readonly lost: number;
}

/**
 * Lets another process stream decisions, kills it without warning that long after its first acknowledgement, and looks
 * every acknowledged id up. `forget` adds an id that was never written: a lost one that must be counted.
 */
export async function countLostAfterKill(
  task: KillTask,
  afterMs: number,
  forget: readonly string[] = [],
): Promise<AfterKill> {
  const said = [...(await killedProcess(task, afterMs)), ...forget];
  const reader = openDeskReader(task.file);
  if (!reader.ok) throw new AppErrorException(reader.error);
  const lost = said.filter((id) => reader.value.decisionRecord(id as DecisionId) === null).length;
  reader.value.close();
  return { acknowledged: said.length, lost };
}

async function killedProcess(task: KillTask, afterMs: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./kill-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once('close', (_code, signal) => resolve(signal)),
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await sleep(afterMs);
  child.kill('SIGKILL');
  if ((await ended) !== 'SIGKILL') throw new Error('the process ended before it was killed');
  // The last line may be half a line.
  return said.split('\n').slice(0, -1);
}
