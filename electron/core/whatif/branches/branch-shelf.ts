import { MAX_BRANCHES, type Branch } from '#shared/contract/procedures/whatif-branches.ts';
import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';

/** Changes of all branches of all users together; a branch counts one more than it has. */
const MOST_ON_DESK = 400_000;

/** The branches of each user by name, in memory alone. What finds no room is refused: nothing is dropped for it. */
export class BranchShelf {
  readonly #byUser = new Map<string, Map<string, Branch>>();
  #size = 0;

  /** In the order they were first saved. */
  list(user: string): readonly Branch[] {
    return [...(this.#byUser.get(user)?.values() ?? [])];
  }

  /** NOT_FOUND. */
  get(user: string, name: string): Result<Branch> {
    const found = this.#byUser.get(user)?.get(name);
    if (found !== undefined) return ok(found);
    return err(appError('NOT_FOUND', `there is no branch "${name}"`, 'name', 'Save it first.'));
  }

  /** In place of the branch of that name. CONFLICT: the user has as many as there may be, or the desk has. */
  save(user: string, branch: Branch): Result<void> {
    const own = this.#byUser.get(user) ?? new Map<string, Branch>();
    const replaced = own.get(branch.name);
    if (replaced === undefined && own.size === MAX_BRANCHES)
      return err(full(`you have ${MAX_BRANCHES} branches already`));
    const size = this.#size - sizeOf(replaced) + sizeOf(branch);
    if (size > MOST_ON_DESK) return err(full('the desk holds as many changes of branches as it can'));
    this.#size = size;
    this.#byUser.set(user, own.set(branch.name, branch));
    return ok(undefined);
  }

  /** False when there is none of that name. */
  drop(user: string, name: string): boolean {
    const own = this.#byUser.get(user);
    const found = own?.get(name);
    if (own === undefined || found === undefined) return false;
    own.delete(name);
    if (own.size === 0) this.#byUser.delete(user);
    this.#size -= sizeOf(found);
    return true;
  }
}

const sizeOf = (branch: Branch | undefined): number => (branch === undefined ? 0 : branch.changes.length + 1);

const full = (what: string): AppError => appError('CONFLICT', what, 'name', 'Drop one of them first.');
