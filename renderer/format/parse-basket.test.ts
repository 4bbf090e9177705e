import { describe, expect, it } from 'vitest';
import { parseBasket } from './parse-basket.ts';

const row = (...cells: string[]) => cells.join('\t');
const sheet = (...rows: string[]) => parseBasket(rows.join('\n'));
const REST = { timeInForce: 'DAY', trader: '', strategy: '' };

describe('a pasted basket', () => {
  it('without a header is read in the order of the columns', () => {
    expect(
      sheet(row('ALPHA', 'brle', 'b', '1.2k', 'limit', '109.45', 'gtc'), row('BETA', 'DOKI', 'Sell', '300')),
    ).toEqual({
      tickets: [
        {
          ...REST,
          account: 'ALPHA',
          symbol: 'BRLE',
          side: 'BUY',
          orderQty: '1200',
          ordType: 'LIMIT',
          price: '109.45',
          timeInForce: 'GTC',
        },
        { ...REST, account: 'BETA', symbol: 'DOKI', side: 'SELL', orderQty: '300', ordType: 'MARKET' },
      ],
      problems: [],
    });
  });

  it('with a header in any order, unknown columns left out', () => {
    const { tickets, problems } = sheet(
      row('Qty', 'Note', 'Ticker', 'Side', 'Acct', 'Limit price', 'Order type', 'Stop'),
      row('"12,300"', 'x', 'BRLE', 'Sell Short', 'ALPHA', '1,109.45', 'stop limit', '1100'),
    );
    expect(problems).toEqual([]);
    expect(tickets).toEqual([
      {
        ...REST,
        account: 'ALPHA',
        symbol: 'BRLE',
        side: 'SELL_SHORT',
        orderQty: '12300',
        ordType: 'STOP_LIMIT',
        price: '1109.45',
        stopPx: '1100',
      },
    ]);
  });

  it.each([
    ['', ['BRLE', 'b', '1'], 'The account is missing.'],
    ['ALPHA', ['', 'b', '1'], 'The symbol is missing.'],
    ['ALPHA', ['BRLE', 'hold', '1'], '"hold" is no side: buy, sell or short.'],
    ['ALPHA', ['BRLE', 'b', ''], '"" is no quantity: a basket needs numbers.'],
    ['ALPHA', ['BRLE', 'b', 'max'], '"max" is no quantity: a basket needs numbers.'],
    ['ALPHA', ['BRLE', 'b', '-5'], '"-5" is relative, and there is no quantity yet to start from.'],
    ['ALPHA', ['BRLE', 'b', '0'], '0 is not above zero.'],
    ['ALPHA', ['BRLE', 'b', '1', 'iceberg'], '"iceberg" is no type: MARKET, LIMIT, STOP, STOP_LIMIT.'],
    ['ALPHA', ['BRLE', 'b', '1', 'limit'], 'A limit order needs its price.'],
    ['ALPHA', ['BRLE', 'b', '1', 'stop'], 'A stop order needs its stop price, in a column "stop".'],
    ['ALPHA', ['BRLE', 'b', '1', '', '10x'], '"10x" is no price.'],
    [
      'ALPHA',
      ['BRLE', 'b', '1', '', '', 'FOREVER'],
      '"FOREVER" is no time in force: DAY, GTC, IOC, FOK, OPG, CLS.',
    ],
  ])('names a row that cannot be read: %s %j', (account, cells, sentence) => {
    const good = row('ALPHA', 'DOKI', 's', '5');
    expect(sheet(good, '', row(account, ...cells))).toEqual({
      tickets: [expect.objectContaining({ symbol: 'DOKI' })],
      problems: [{ row: 3, sentence }],
    });
  });

  it('says what a sheet would have done to one column', () => {
    expect(sheet('ALPHA,BRLE,b,1').problems).toEqual([
      { row: 1, sentence: 'It has one cell: copy the columns from a sheet, which separates them by tabs.' },
    ]);
  });

  it('takes 1,000 tickets and names the rows past them', () => {
    const { tickets, problems } = sheet(...Array.from({ length: 1_002 }, () => row('A', 'B', 'b', '1')));
    expect(tickets).toHaveLength(1_000);
    expect(problems.map(({ row: at }) => at)).toEqual([1_001, 1_002]);
  });
});
