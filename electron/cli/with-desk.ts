import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { IsoDate } from '#shared/domain/ids.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { err, type Result } from '#shared/errors/result.ts';
import type { Arguments } from './commands/command.ts';
import { defaultStore } from './default-store.ts';
import type { Io } from './io.ts';
import { signIn } from './sign-in.ts';

export interface DeskUse {
  /** `create`: a desk is made where there is none; `existing`: that is refused; `temporary`: one for this command. */
  readonly mode: 'create' | 'existing' | 'temporary';
  readonly asOf?: IsoDate | undefined;
  /** The desk clock is the machine's. */
  readonly live?: boolean | undefined;
  readonly baseCurrency?: string | undefined;
  /** The desk stays open for long. */
  readonly staysOpen?: boolean;
}

/**
 * Opens the desk that `--store` names, or the user's own, for as long as `use` takes, and closes it whatever
 * happens; `--user` signs in first. Ctrl-C ends the wait for `use` with CANCELLED and then closes. A temporary desk is
 * deleted afterwards.
 */
export async function withDesk<T>(
  args: Arguments,
  io: Io,
  options: DeskUse,
  use: (desk: Desk, actor: Actor, storeFile: string) => Promise<T>,
): Promise<T> {
  const folder = options.mode === 'temporary' ? mkdtempSync(path.join(tmpdir(), 'preflight-')) : undefined;
  try {
    const storeFile = folder === undefined ? storeOf(args, io, options) : path.join(folder, 'desk.db');
    const desk = valueOf(await open(storeFile, options));
    try {
      const { localAccount } = await import('#electron/server/local-account.ts');
      const session = desk.openSession({ osAccount: localAccount(), origin: 'cli' });
      const work = signIn(desk, session, args, io).then(() => use(desk, session.actor, storeFile));
      return await orInterrupted(work, io.signal);
    } finally {
      await desk.close();
    }
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function storeOf(args: Arguments, io: Io, { mode }: DeskUse): string {
  return mode === 'existing'
    ? existingStore(args, io)
    : path.resolve(args.text('store') ?? defaultStore(io.env));
}

/** The desk file that `--store` names, or the user's own; STORE_UNAVAILABLE where there is none. */
export function existingStore(args: Arguments, io: Io): string {
  const storeFile = path.resolve(args.text('store') ?? defaultStore(io.env));
  if (existsSync(storeFile)) return storeFile;
  const todo = 'Load the sample ("sample") or a folder ("import FOLDER --accept"), or name another --store.';
  throw new AppErrorException(appError('STORE_UNAVAILABLE', 'there is no desk here', storeFile, todo));
}

/** A desk that another process has open is a store that cannot be had: to the command's caller there is no conflict. */
async function open(storeFile: string, use: DeskUse): Promise<Result<Desk>> {
  const { asOf, live, baseCurrency, staysOpen } = use;
  const { openDesk } = await import('#electron/server/open-desk.ts');
  const { systemClock } = await import('#electron/server/system-clock.ts');
  const desk = await openDesk({
    storeFile,
    clock: systemClock,
    asOf,
    live,
    baseCurrency,
    staysOpen,
  });
  return desk.ok || desk.error.code !== 'CONFLICT' ? desk : err({ ...desk.error, code: 'STORE_UNAVAILABLE' });
}

/** The value of an expected outcome; its failure is thrown, for the end of the command to say. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppErrorException(result.error);
}

/** What `work` gives, or CANCELLED as soon as the signal is aborted. */
export function orInterrupted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const cancelled = (): Promise<T> =>
    Promise.reject(new AppErrorException(appError('CANCELLED', 'interrupted')));
  if (signal.aborted) return cancelled();
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(cancelled()), { once: true });
    work.then(resolve, reject);
  });
}
