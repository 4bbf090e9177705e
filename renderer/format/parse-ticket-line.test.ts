import { describe, expect, it } from 'vitest';
import { parseTicketLine } from './parse-ticket-line.ts';

describe('parseTicketLine', () => {
  it.each([
    [
      'b 10k BRK.B @ 172.5',
      { side: 'BUY', quantity: '10k', symbol: 'BRK.B', price: '172.5', ordType: 'LIMIT' },
    ],
    [
      'b 10k brk.b @172.5',
      { side: 'BUY', quantity: '10k', symbol: 'BRK.B', price: '172.5', ordType: 'LIMIT' },
    ],
    ['s 500 AAPL', { side: 'SELL', quantity: '500', symbol: 'AAPL', ordType: 'MARKET' }],
    ['ss max NAN', { side: 'SELL_SHORT', quantity: 'max', symbol: 'NAN', ordType: 'MARKET' }],
    [
      'buy =250k/4 TRUE @ 10 lmt gtc ALPHA',
      {
        side: 'BUY',
        quantity: '=250k/4',
        symbol: 'TRUE',
        price: '10',
        ordType: 'LIMIT',
        timeInForce: 'GTC',
        account: 'ALPHA',
      },
    ],
    ['s 5 X mkt ioc', { side: 'SELL', quantity: '5', symbol: 'X', ordType: 'MARKET', timeInForce: 'IOC' }],
    ['b 5 X ALPHA', { side: 'BUY', quantity: '5', symbol: 'X', ordType: 'MARKET', account: 'ALPHA' }],
    ['b 5 X @ 9 stop_limit', { side: 'BUY', quantity: '5', symbol: 'X', price: '9', ordType: 'STOP_LIMIT' }],
  ])('reads "%s"', (text, line) => {
    expect(parseTicketLine(text)).toEqual({ ok: true, line });
  });

  it.each([
    ['', {}, 'side'],
    ['hold 5 X', {}, '"hold"'],
    ['b', { side: 'BUY' }, 'quantity'],
    ['b 10k', { side: 'BUY', quantity: '10k' }, 'symbol'],
    ['b 10k X @', { side: 'BUY', quantity: '10k', symbol: 'X' }, 'price'],
  ])('keeps the fields so far of "%s" and says what is missing', (text, line, word) => {
    const parsed = parseTicketLine(text);
    expect(parsed).toMatchObject({ ok: false, line });
    expect(parsed.ok === false && parsed.sentence).toContain(word);
  });

  it('refuses a word too many rather than dropping it', () => {
    expect(parseTicketLine('b 5 X @ 9 LIMIT DAY ALPHA BETA')).toMatchObject({
      ok: false,
      sentence: '"BETA" is one word too many.',
    });
  });
});
