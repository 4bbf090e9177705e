import { PRICE_ONE, quantityToNumber } from '#shared/domain/decimal.ts';
import type { ClOrdId, EpochMs } from '#shared/domain/ids.ts';
import type { Override } from '#shared/domain/override.ts';
import type { overridesProcedures, OverrideRow } from '#shared/contract/procedures/overrides.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import { toWrittenTicket } from '../validation/written-ticket.ts';
import { toTicket } from '../validation/to-ticket.ts';
import type { OverrideDesk } from './override-desk.ts';

export function overrideHandlers(
  { deps, state, emit, observe }: DeskContext,
  overrides: OverrideDesk,
): HandlersOf<typeof overridesProcedures> {
  const rowOf = (override: Override): OverrideRow => toRow(override, deps.clock.now());
  const changed = (override: Override): OverrideRow => {
    emit('overrides.changed', {});
    return rowOf(override);
  };
  return {
    'overrides.request': async ({ ticket, controls, reason }, actor) => {
      const asked = toTicket(ticket, { clOrdId: deps.newId() as ClOrdId, transactTime: state.now() });
      const override = unwrap(await overrides.request(asked, controls, reason, actor));
      observe({ topic: 'OVERRIDE', override, desk: state.book.accounts.get(asked.account)?.desk ?? '' });
      return changed(override);
    },
    'overrides.grant': async ({ overrideId, seconds }, actor) =>
      changed(unwrap(await overrides.grant(overrideId, seconds, actor))),
    'overrides.refuse': async ({ overrideId }, actor) =>
      changed(unwrap(await overrides.refuse(overrideId, actor))),
    'overrides.list': ({ limit }) => overrides.list(limit).map(rowOf),
  };
}

function toRow({ ticket, controls, ...override }: Override, now: EpochMs): OverrideRow {
  const { overrideId, state, reason, requestedBy, requestedAt, decidedBy, expiresAt, decisionId } = override;
  const isOpen = state === 'REQUESTED' || state === 'GRANTED';
  return {
    overrideId,
    state,
    expired: isOpen && now >= expiresAt,
    ticket: toWrittenTicket(ticket),
    account: ticket.account,
    symbol: ticket.symbol,
    side: ticket.side,
    orderQty: quantityToNumber(ticket.orderQty),
    ordType: ticket.ordType,
    price: ticket.price === null ? null : ticket.price / PRICE_ONE,
    controls: [...controls],
    reason,
    requestedBy,
    requestedAt,
    decidedBy,
    expiresAt,
    decisionId,
  };
}
