import type { DeskSession } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import type { Arguments } from './commands/command.ts';
import type { Io } from './io.ts';

/** Signs the session in as the user that `--user` names; without it whoever runs the command acts. */
export async function signIn(desk: Desk, session: DeskSession, args: Arguments, io: Io): Promise<void> {
  const user = args.text('user');
  if (user === undefined) return;
  const password = await passwordFor(io, 'PREFLIGHT_PASSWORD', `Password of ${user}: `);
  if (password === undefined) throw noPassword('PREFLIGHT_PASSWORD');
  await desk.handlers['session.signIn']({ user, password }, session.actor);
}

/** A password from the environment, or typed unseen at a terminal; undefined where there is neither. */
export async function passwordFor(io: Io, variable: string, prompt: string): Promise<string | undefined> {
  const given = io.env[variable] ?? '';
  return given === '' ? io.readSecret(prompt) : given;
}

export const noPassword = (variable: string): AppErrorException =>
  new AppErrorException(
    appError('INVALID_INPUT', 'no password was given', variable, 'Set it, or run this at a terminal.'),
  );
