import { writeFileSync } from 'node:fs';

const PER_PIECE = 1_000;

/** A limits file of one position limit a symbol, as an export writes it; every tenth has a filter and a rule. */
export function writeLimitsFile(file: string, count: number): void {
  writeFileSync(file, '{\n  "schemaVersion": 1,\n  "limits": [\n');
  for (let from = 0; from < count; from += PER_PIECE) {
    const rows = Array.from({ length: Math.min(PER_PIECE, count - from) }, (_, i) => rowOf(from + i));
    const end = from + PER_PIECE >= count ? '\n' : ',\n';
    writeFileSync(file, rows.join(',\n') + end, { flag: 'a' });
  }
  writeFileSync(file, '  ]\n}\n', { flag: 'a' });
}

function rowOf(i: number): string {
  const points = [
    [0.2, 1],
    [0.4, 0.5],
  ];
  return `    ${JSON.stringify({
    limitId: `symbol-position-${String(i).padStart(6, '0')}`,
    control: 'MAX_POSITION_NOTIONAL',
    scope: { level: 'SYMBOL', key: `SYM${i}` },
    ...(i % 10 === 0 && { filter: [{ field: 'side', op: 'in', values: ['BUY'] }] }),
    unit: 'MONEY',
    currency: 'USD',
    hard: `${1_000_000 + i}.50`,
    soft: `${800_000 + i}.25`,
    ...(i % 10 === 0 && { params: { tighten: { metric: 'MARKET_VOL', points } } }),
    reason: 'House value, reviewed each spring',
  })}`;
}
