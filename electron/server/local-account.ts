import { userInfo } from 'node:os';

/** The account of the operating system that runs this process. */
export function localAccount(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the user database, as in some containers.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
