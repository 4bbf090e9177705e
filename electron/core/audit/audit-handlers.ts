import type { auditProcedures } from '#shared/contract/procedures/audit.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';

export const auditHandlers = ({ deps }: DeskContext): HandlersOf<typeof auditProcedures> => ({
  'audit.verify': () => deps.verifyAudit(),
});
