import type { SessionIdentity } from '#shared/contract/procedures/authority.ts';
import { useQuery } from './use-query.ts';

/** Who this session acts as; null until the engine has said so. */
export const useIdentity = (): SessionIdentity | null =>
  useQuery('session.whoAmI', {}, ['users.changed']).data;
