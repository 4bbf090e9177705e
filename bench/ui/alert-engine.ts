import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ENGINE_FLAGS } from '../../scripts/engine-flags.ts';
import type { AlertAnswer, AlertEngineTask, AlertOrder } from './alert-engine-child.ts';
import type { AlertStorm } from './alert-load.ts';

const READY_MS = 180_000;
/** Beyond the time that a storm lasts. */
const SPARE_MS = 90_000;

/** The process of the engine, as `npm start` would run it, with alerts that can be told to change. */
export interface AlertEngine {
  readonly link: string;
  readonly storm: (storm: AlertStorm) => Promise<number>;
  /** How many alerts are open, and how the newest stand. */
  readonly newest: (count: number) => Promise<Extract<AlertAnswer, { open: number }>>;
  readonly stop: () => Promise<void>;
}

/** Starts it and waits until its alerts are in the store. Error when it ends, or says nothing for minutes. */
export async function startAlertEngine(task: AlertEngineTask): Promise<AlertEngine> {
  const script = fileURLToPath(new URL('./alert-engine-child.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(task)], { execArgv: [...ENGINE_FLAGS] });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the engine ended')));
  ended.catch(() => undefined);
  const answer = async (withinMs: number): Promise<AlertAnswer> => {
    const message = once(child, 'message', { signal: AbortSignal.timeout(withinMs) });
    const [given] = (await Promise.race([message, ended])) as [AlertAnswer];
    return given;
  };
  const ask = async <K extends string>(order: AlertOrder, withinMs: number, key: K) => {
    child.send(order);
    const given = await answer(withinMs);
    if (!(key in given)) throw new TypeError(`the engine answers ${JSON.stringify(given)}`);
    return given as Extract<AlertAnswer, Record<K, unknown>>;
  };
  const given = await answer(READY_MS);
  if (!('link' in given)) throw new TypeError('the engine gives no link');
  return {
    link: given.link,
    storm: async (storm) => (await ask(storm, storm.seconds * 1_000 + SPARE_MS, 'occurred')).occurred,
    newest: (count) => ask({ newest: count }, SPARE_MS, 'open'),
    stop: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
