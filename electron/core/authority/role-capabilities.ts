import type { Capability } from '#shared/contract/procedure.ts';
import type { Role } from '#shared/domain/authority.ts';

/** What each role may do; a user's roles add up. That nobody approves their own request is not for roles to say. */
const ROLE_CAPABILITIES: Readonly<Record<Role, readonly Capability[]>> = {
  TRADER: ['VIEW', 'TRADE'],
  RISK_OFFICER: [
    'VIEW',
    'MANAGE_LIMITS',
    'GRANT_OVERRIDES',
    'SET_STATES',
    'HANDLE_ALERTS',
    'IMPORT',
    'OPERATE',
  ],
  APPROVER: ['VIEW', 'APPROVE_LIMITS', 'GRANT_OVERRIDES', 'SET_STATES', 'HANDLE_ALERTS'],
  VIEWER: ['VIEW'],
  ADMIN: ['VIEW', 'MANAGE_USERS'],
};

export const capabilitiesOf = (roles: readonly Role[]): ReadonlySet<Capability> =>
  new Set(roles.flatMap((role) => ROLE_CAPABILITIES[role]));
