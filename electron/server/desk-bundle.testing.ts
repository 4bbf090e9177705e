import { writeFileSync } from 'node:fs';
import path from 'node:path';

const SESSIONS = 30;

/** A bundle of one account with 1,000 X at 100.00, a position limit of 200,000, an order limit of 150,000, repeats allowed. */
export function writeBundle(folder: string): void {
  const dates = Array.from({ length: SESSIONS }, (_, day) => `2026-09-${String(day + 1).padStart(2, '0')}`);
  const bars = dates.flatMap((date) => [`X,${date},100,50000`, `SPY,${date},500,1000000`]);
  writeFileSync(path.join(folder, 'instruments.csv'), 'symbol,sector,currency\nX,Tech,USD\nSPY,,USD\n');
  writeFileSync(path.join(folder, 'bars.csv'), `symbol,date,close,volume\n${bars.join('\n')}\n`);
  writeFileSync(path.join(folder, 'accounts.csv'), 'account,desk,base_currency,cash\nA,D,USD,1000000\n');
  writeFileSync(path.join(folder, 'positions.csv'), 'account,symbol,quantity,avg_price\nA,X,1000,90\n');
  const money = (limitId: string, control: string, hard: string) => ({
    limitId,
    control,
    scope: { level: 'ACCOUNT', key: '*' },
    unit: 'MONEY',
    currency: 'USD',
    hard,
    soft: hard,
  });
  const limits = [
    money('order', 'MAX_ORDER_NOTIONAL', '150000'),
    money('position', 'MAX_POSITION_NOTIONAL', '200000'),
    money('gross', 'GROSS_EXPOSURE', '10000000'),
    // The tests send the same ticket again and again.
    {
      limitId: 'repeats',
      control: 'DUPLICATE_ORDER',
      scope: { level: 'FIRM', key: '*' },
      unit: 'COUNT',
      hard: '0',
      action: 'LOG',
      params: { window: 1 },
    },
  ];
  writeFileSync(path.join(folder, 'limits.json'), JSON.stringify({ schemaVersion: 1, limits }));
}
