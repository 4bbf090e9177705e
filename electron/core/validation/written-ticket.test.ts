import { describe, expect, it } from 'vitest';
import type { ClOrdId } from '#shared/domain/ids.ts';
import type { TicketInput } from '#shared/contract/schemas/ticket.ts';
import { toTicket } from './to-ticket.ts';
import { toWrittenTicket } from './written-ticket.ts';

const read = (input: TicketInput) => toTicket(input, { clOrdId: 'T-1' as ClOrdId, transactTime: null });
const base: TicketInput = { account: 'MAIN', symbol: 'AAA', side: 'BUY', orderQty: '100' };

describe('a written ticket', () => {
  it.each<[string, TicketInput]>([
    ['as little as can be named', base],
    ['a price and a stop', { ...base, ordType: 'STOP_LIMIT', price: '10.125', stopPx: '10.00000001' }],
    ['a fraction of a share', { ...base, orderQty: '0.000001', clOrdId: 'X' }],
    ['everything', { ...base, side: 'SELL_SHORT', timeInForce: 'IOC', trader: 'tess', strategy: 'pairs' }],
    ['what cannot be read', { ...base, side: 'hold', orderQty: '1,000', ordType: 'ICEBERG', price: 'x' }],
  ])('gives the same ticket again: %s', (_, input) => {
    const ticket = read(input);
    expect(read(toWrittenTicket(ticket))).toEqual(ticket);
  });

  it('writes decimals exactly', () => {
    const written = toWrittenTicket(
      read({ ...base, orderQty: '9007199254.740991', ordType: 'LIMIT', price: '0.1' }),
    );
    expect(written).toMatchObject({ orderQty: '9007199254.740991', price: '0.1' });
  });
});
