import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { contract, type ParsedInputOf, type ProcedureName } from '#shared/contract/contract.ts';
import type { UserRow } from '#shared/contract/procedures/authority.ts';
import { ROLES, type Role } from '#shared/domain/authority.ts';
import { appError, AppErrorException } from '#shared/errors/app-error.ts';
import { DONE } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { actionOf, badOption, refuseMore } from '../option-values.ts';
import { renderTable } from '../render-table.ts';
import { noPassword, passwordFor } from '../sign-in.ts';
import { withDesk } from '../with-desk.ts';
import type { Arguments, Command } from './command.ts';

const ACTIONS = ['add', 'set', 'list', 'disable', 'enable', 'password'] as const;
const NEW_PASSWORD = 'PREFLIGHT_NEW_PASSWORD';

export const userCommand: Command = {
  usage:
    'list | add NAME --roles ROLES | set NAME --roles ROLES | disable NAME | enable NAME | password NAME',
  summary: 'lists and changes who may act on the desk',
  options: {
    roles: { value: 'A,B', help: `add, set: ${ROLES.join(', ')}` },
    accounts: { value: 'A,B', help: 'add, set: the accounts the user may trade (default: every one)' },
    'os-account': { value: 'NAME', help: 'add, set: the account of this machine that acts as the user' },
  },
  async run(args, io) {
    const action = actionOf('user', args, ACTIONS);
    refuseMore('user', args, action === 'list' ? 1 : 2);
    const user = args.positionals[1];
    if (user === undefined && action !== 'list') throw noName(action);
    return withDesk(args, io, { mode: 'existing' }, async (desk, actor) => {
      if (user === undefined) return list(desk, actor, args, io);
      const row = await change(action, user, desk, actor, args, io);
      await io.write(args.has('json') ? `${JSON.stringify(row)}\n` : renderUsers([row]));
      return DONE;
    });
  },
};

async function change(
  action: (typeof ACTIONS)[number],
  user: string,
  desk: Desk,
  actor: Actor,
  args: Arguments,
  io: Io,
): Promise<UserRow> {
  const { handlers } = desk;
  switch (action) {
    case 'disable':
    case 'enable':
      return handlers['users.disable'](
        parsed('users.disable', { user, disabled: action === 'disable' }),
        actor,
      );
    case 'password': {
      const password = await passwordFor(io, NEW_PASSWORD, `New password of ${user}: `);
      if (password === undefined) throw noPassword(NEW_PASSWORD);
      return handlers['users.setPassword'](parsed('users.setPassword', { user, password }), actor);
    }
    default: {
      const users = await handlers['users.list']({}, actor);
      const exists = users.some((one) => one.user.toLowerCase() === user.toLowerCase());
      if (exists !== (action === 'set')) throw wrongVerb(user, exists);
      return handlers['users.save'](parsed('users.save', await saveOf(action, user, args, io)), actor);
    }
  }
}

/** What a user becomes: exactly what is said; only the password of one that is there already stays. */
async function saveOf(
  action: 'add' | 'set' | 'list',
  user: string,
  args: Arguments,
  io: Io,
): Promise<unknown> {
  const osAccount = args.text('os-account') ?? null;
  const needsPassword = action === 'add' && osAccount === null;
  const given = io.env[NEW_PASSWORD] ?? '';
  const password = needsPassword
    ? await passwordFor(io, NEW_PASSWORD, `Password of ${user}: `)
    : given === ''
      ? undefined
      : given;
  if (needsPassword && password === undefined) throw noPassword(NEW_PASSWORD);
  return {
    user,
    roles: rolesOf(args),
    accounts: args.text('accounts')?.split(',') ?? null,
    osAccount,
    ...(password !== undefined && { password }),
  };
}

function rolesOf(args: Arguments): Role[] {
  const text = args.text('roles');
  const todo = `Give some of ${ROLES.join(', ')}, separated by commas.`;
  if (text === undefined) throw new AppErrorException(appError('INVALID_INPUT', 'no roles', '--roles', todo));
  return text.split(',').map((word) => {
    const role = ROLES.find((one) => one === word.trim().toUpperCase());
    if (role === undefined) throw badOption('roles', text, todo);
    return role;
  });
}

/** The input as a client's would be taken; its passwords are in no message. */
function parsed<N extends ProcedureName>(name: N, input: unknown): ParsedInputOf<N> {
  const result = contract[name].input.safeParse(input);
  if (result.success) return result.data as ParsedInputOf<N>;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new AppErrorException(appError('INVALID_INPUT', issue?.message ?? 'it cannot be used', where));
}

async function list(desk: Desk, actor: Actor, args: Arguments, io: Io): Promise<number> {
  const rows = await desk.handlers['users.list']({}, actor);
  if (args.has('json')) await io.write(`${JSON.stringify(rows)}\n`);
  else if (rows.length > 0) await io.write(renderUsers(rows));
  else await io.write(`No users: ${actor.user} alone may do everything. Make one with "user add".\n`);
  return DONE;
}

function renderUsers(users: readonly UserRow[]): string {
  const columns = ['user', 'roles', 'accounts', 'os account', 'password', ''].map((title) => ({ title }));
  const rows = users.map(({ user, roles, accounts, osAccount, hasPassword, disabled }) => [
    user,
    roles.join(', '),
    accounts === null ? 'all' : accounts.join(', '),
    osAccount ?? '',
    hasPassword ? 'yes' : 'no',
    disabled ? 'disabled' : '',
  ]);
  return renderTable(columns, rows);
}

const noName = (action: string): AppErrorException =>
  new AppErrorException(
    appError(
      'INVALID_INPUT',
      'no user was named',
      `user ${action}`,
      `Say which: "preflight user ${action} NAME".`,
    ),
  );

const wrongVerb = (user: string, exists: boolean): AppErrorException =>
  new AppErrorException(
    exists
      ? appError('CONFLICT', 'there is such a user already', user, 'Change it with "preflight user set".')
      : appError('NOT_FOUND', 'there is no such user', user, 'Make it with "preflight user add".'),
  );
