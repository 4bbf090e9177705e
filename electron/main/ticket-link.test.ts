import { describe, expect, it } from 'vitest';
import { linkAmong, parseTicketLink } from './ticket-link.ts';

describe('parseTicketLink', () => {
  it('reads the fields of a ticket, and leaves the others to the form', () => {
    expect(
      parseTicketLink('preflight://ticket?symbol=BRK.B&side=SELL&orderQty=10k&price=172.5&ordType=LIMIT'),
    ).toEqual({
      account: '',
      symbol: 'BRK.B',
      side: 'SELL',
      orderQty: '10k',
      price: '172.5',
      ordType: 'LIMIT',
      timeInForce: 'DAY',
      trader: '',
      strategy: '',
    });
  });

  it.each([
    ['another scheme', 'https://ticket?symbol=A'],
    ['another host', 'preflight://send?symbol=A'],
    ['a path', 'preflight://ticket/send?symbol=A'],
    ['no symbol', 'preflight://ticket?side=BUY'],
    ['a field no ticket has', 'preflight://ticket?symbol=A&send=true'],
    ['an order id, which would replay a ticket', 'preflight://ticket?symbol=A&clOrdId=T-1'],
    ['a field named twice', 'preflight://ticket?symbol=A&symbol=B'],
    ['a field that is too long', `preflight://ticket?symbol=${'A'.repeat(65)}`],
    ['a link that is too long', `preflight://ticket?symbol=A&trader=${'t'.repeat(1_100)}`],
    ['somebody else in it', 'preflight://me@ticket?symbol=A'],
    ['no link', 'symbol=A'],
  ])('refuses %s', (_, text) => expect(parseTicketLink(text)).toBeNull());
});

it('a link is found among the arguments of a second start', () => {
  expect(linkAmong(['/opt/preflight', '--store=x', 'PREFLIGHT://ticket?symbol=A'])).toBe(
    'PREFLIGHT://ticket?symbol=A',
  );
  expect(linkAmong(['/opt/preflight', '/tmp/preflight://x'])).toBeUndefined();
});
