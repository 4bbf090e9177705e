import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SESSIONS = 80;

/**
 * Writes a desk of two symbols into `folder`: 80 sessions of bars around 100, an account with cash, two positions,
 * and limits under which one buy of 5,000 AAA passes and a second does not.
 */
export function smallBundle(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text);
  write(
    'instruments.csv',
    'symbol,name,issuer,sector,currency\nAAA,Aaa Corp,Aaa,Industrials,USD\nBBB,Bbb Corp,Bbb,Energy,USD\n',
  );
  write('accounts.csv', 'account,desk,base_currency,cash\nMAIN,MAIN,USD,10000000\n');
  write('positions.csv', 'account,symbol,quantity\nMAIN,AAA,1000\nMAIN,BBB,-500\n');
  write('bars.csv', bars());
  write('limits.json', JSON.stringify({ schemaVersion: 1, limits: LIMITS }));
}

function bars(): string {
  const rows = ['symbol,date,close,volume'];
  const monday = Date.UTC(2017, 6, 3);
  for (const [s, symbol] of ['AAA', 'BBB'].entries()) {
    for (let day = 0; day < SESSIONS; day++) {
      const date = new Date(monday + (Math.floor(day / 5) * 7 + (day % 5)) * 86_400_000);
      const close = day === SESSIONS - 1 ? 100 : 100 + 3 * Math.sin(day * (s + 1.3) + s);
      rows.push(`${symbol},${date.toISOString().slice(0, 10)},${close.toFixed(2)},1000000`);
    }
  }
  return `${rows.join('\n')}\n`;
}

const FIRM = { level: 'FIRM', key: '*' };
const MONEY = { scope: FIRM, unit: 'MONEY', currency: 'USD' };
const LIMITS = [
  { limitId: 'order', control: 'MAX_ORDER_NOTIONAL', ...MONEY, hard: '1000000.00', soft: '900000.00' },
  { limitId: 'position', control: 'MAX_POSITION_NOTIONAL', ...MONEY, hard: '1000000.00', soft: '800000.00' },
  { limitId: 'gross', control: 'GROSS_EXPOSURE', scope: FIRM, unit: 'FRACTION', hard: 2 },
];
