import type { Role } from '#shared/domain/authority.ts';

interface RoleWords {
  readonly name: string;
  /** What the role lets a person do, as the rest of a sentence. */
  readonly may: string;
}

export const ROLE_WORDS: Readonly<Record<Role, RoleWords>> = {
  TRADER: { name: 'Trader', may: 'validates and sends tickets' },
  RISK_OFFICER: {
    name: 'Risk officer',
    may: 'proposes and tightens limits, halts, grants overrides, imports',
  },
  APPROVER: { name: 'Approver', may: 'approves limits and re-arming, halts, grants overrides' },
  VIEWER: { name: 'Viewer', may: 'sees everything, changes nothing' },
  ADMIN: { name: 'Administrator', may: 'looks after the users, and nothing else' },
};

/** `Trader and Approver`; `no role` for who may only look. */
export function describeRoles(roles: readonly Role[]): string {
  const names = roles.map((role) => ROLE_WORDS[role].name);
  return names.length === 0 ? 'no role' : new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
