import type { User } from '#shared/domain/authority.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import type { ParsedInputOf } from '#shared/contract/contract.ts';
import { appError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import type { Actor } from '../desk/actor.ts';
import type { DeskDependencies } from '../desk/dependencies.ts';
import type { StoredUser } from '../ports/desk-reader.ts';

/**
 * The users of the desk, as the store has them. What a change may not do (leave nobody to manage users, take another
 * user's account of the operating system) the store refuses, since two changes may meet only there.
 */
export class UserDesk {
  readonly #deps: DeskDependencies;
  readonly #byName = new Map<string, StoredUser>();
  readonly #byOsAccount = new Map<string, User>();
  /** Rises with every change, so that what was derived from the users can be derived again. */
  version = 0;
  /** Set when memory may differ from the store: until a change is known to be written, every look reads anew. */
  #stale = false;

  constructor(deps: DeskDependencies) {
    this.#deps = deps;
    this.#load();
  }

  /** No users yet: whoever runs the desk holds every capability, so that the first can be made. */
  get isSingleOwner(): boolean {
    this.refresh();
    return this.#byName.size === 0;
  }

  /** Whatever the case of the name. */
  find(user: string): StoredUser | undefined {
    this.refresh();
    return this.#byName.get(user.toLowerCase());
  }

  ofOsAccount(osAccount: string): User | undefined {
    this.refresh();
    return this.#byOsAccount.get(osAccount);
  }

  list(): User[] {
    this.refresh();
    return [...this.#byName.values()].map(({ user }) => user);
  }

  /** Makes or changes a user. CONFLICT for what the store refuses. */
  async save(input: ParsedInputOf<'users.save'>, actor: Actor): Promise<Result<User>> {
    const before = this.find(input.user)?.user ?? null;
    const { roles, accounts, osAccount, password } = input;
    return this.#write(before, password, actor, {
      user: before?.user ?? input.user,
      roles: [...new Set(roles)].toSorted(),
      accounts: accounts === null ? null : ([...new Set(accounts)].toSorted() as AccountId[]),
      osAccount,
      disabled: before?.disabled ?? false,
      hasPassword: password !== undefined || (before?.hasPassword ?? false),
    });
  }

  async disable(user: string, disabled: boolean, actor: Actor): Promise<Result<User>> {
    const before = this.find(user)?.user;
    if (before === undefined) return err(noUser(user));
    return this.#write(before, undefined, actor, { ...before, disabled });
  }

  async setPassword(user: string, password: string, actor: Actor): Promise<Result<User>> {
    const before = this.find(user)?.user;
    if (before === undefined) return err(noUser(user));
    return this.#write(before, password, actor, { ...before, hasPassword: true });
  }

  /** Reads the users again when what memory holds is in doubt. */
  refresh(): void {
    if (this.#stale) this.#load();
  }

  async #write(
    before: User | null,
    password: string | undefined,
    actor: Actor,
    after: User,
  ): Promise<Result<User>> {
    const proof = password === undefined ? undefined : await this.#deps.passwords.protect(password);
    const receipt = await this.#deps.journal.append({
      kind: 'USER',
      at: this.#deps.clock.now(),
      actor: actor.user,
      before,
      after,
      passwordChanged: proof !== undefined,
      ...(proof !== undefined && { password: proof }),
    });
    // A refusal while the journal is opened again says nothing about what was unknown before.
    if (receipt.ok) this.#stale = false;
    else if (receipt.error.code === 'COMMIT_UNKNOWN') this.#stale = true;
    this.#load();
    return receipt.ok ? ok(after) : receipt;
  }

  #load(): void {
    this.#byName.clear();
    this.#byOsAccount.clear();
    for (const stored of this.#deps.reader.users()) {
      this.#byName.set(stored.user.user.toLowerCase(), stored);
      if (stored.user.osAccount !== null) this.#byOsAccount.set(stored.user.osAccount, stored.user);
    }
    this.version += 1;
  }
}

const noUser = (user: string) =>
  appError('NOT_FOUND', `there is no user '${user}'`, 'user', 'See the list of users.');
