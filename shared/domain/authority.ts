import type { AccountId } from './ids.ts';

/** What a person is on the desk (controls.md section 5); ADMIN looks after the users and nothing else. */
export const ROLES = ['TRADER', 'RISK_OFFICER', 'APPROVER', 'VIEWER', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** A person who may act on the desk. How the password is proven is kept apart, in the store alone. */
export interface User {
  readonly user: string;
  readonly roles: readonly Role[];
  /** The accounts the person may trade; null: every one. */
  readonly accounts: readonly AccountId[] | null;
  /** The operating system's account that acts as this user on the desktop and the command line. */
  readonly osAccount: string | null;
  readonly disabled: boolean;
  readonly hasPassword: boolean;
}

export const MAX_USERS = 1_000;
/** Characters; longer ones are refused before they are hashed. */
export const PASSWORD_LENGTH = { least: 10, most: 256 } as const;
