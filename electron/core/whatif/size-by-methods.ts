import { SIZING_METHODS } from '#shared/quant/sizing/registry.ts';
import { unsaidOf } from './check-request.ts';
import type { MethodsRequest } from './one-ticket-report.ts';
import { sizeTickets, type SizingDesk } from './size-tickets.ts';
import type { SizedTicket } from './sizing-report.ts';
import { toSizedTicket } from './to-sized-ticket.ts';

/**
 * Sizes one ticket by each method on its own: what `sizeTickets` gives for it alone, `index` the place asked. A method
 * that does not exist or is not told what it needs has no quantity, and its row says which: `method`, `target`, `edgeAnnual`.
 */
export function sizeByMethods(
  state: SizingDesk,
  { ticket, asked, options }: MethodsRequest,
  onSized: (sized: SizedTicket) => void,
): void {
  for (const [index, { method: name, target, options: own }] of asked.entries()) {
    const request = { tickets: [ticket], method: name, target, options: { ...options, ...own } };
    const method = SIZING_METHODS.get(name);
    const unsaid = method === undefined ? 'method' : unsaidOf(method, request);
    if (method === undefined || unsaid !== null) {
      const none = { lack: { input: unsaid ?? 'method', detail: name } };
      const answer = { index, ticket, order: none, sized: none, participation: options.participation };
      onSized(toSizedTicket(answer, () => neverDecided()));
    } else sizeTickets(state, method, request, (sized) => onSized({ ...sized, index }));
  }
}

const neverDecided = (): never => {
  throw new Error('an order without a size is not checked');
};
