import { comparisonTable, type Cell } from '#electron/core/whatif/branches/comparison-table.ts';
import type { BranchColumn } from '#shared/contract/procedures/whatif-branches.ts';
import { moneyText, percentText, quantityText, ratioText } from './number-text.ts';
import { renderTable } from './render-table.ts';

const RATIOS = new Set(['leverage', 'hhi', 'beta']);
const COUNTS = new Set(['tickets', 'denied', 'unmade']);

/** Branches beside the base for people: figures with their differences, then what was denied and what could not be made. */
export function renderBranches(columns: readonly BranchColumn[]): string {
  const { header, rows } = comparisonTable(columns, null);
  const table = renderTable(
    header.map((title, place) => (place === 0 ? { title } : { title, align: 'right' as const })),
    rows.map(([name, ...cells]) => [
      String(name),
      ...cells.map((cell, place) => textOf(String(name), cell, place < columns.length)),
    ]),
  );
  const findings = columns.flatMap(findingsOf);
  return findings.length === 0 ? table : `${table}\n${findings.join('')}`;
}

/** A cell as text; one that has no meaning in its column is empty. */
function textOf(row: string, cell: Cell, isValue: boolean): string {
  if (typeof cell === 'string') return cell;
  if (cell === null) return isValue ? '-' : '';
  if (row.startsWith('utilisation ')) return percentText(cell);
  if (COUNTS.has(row)) return String(cell);
  return RATIOS.has(row) ? ratioText(cell) : moneyText(cell);
}

function findingsOf({ name, reading }: BranchColumn): string[] {
  const { lacks, denials, problems, denied, unmade } = reading;
  const lines = [
    ...problems.map(({ change, input, detail }) => `change ${change + 1}: no ${input} (${detail})`),
    ...denials.map(({ change, side, symbol, orderQty, code, limitId, maxQty }) => {
      const limit = limitId === null ? '' : ` [${limitId}]`;
      const most = maxQty === null ? '' : `: at most ${quantityText(maxQty)}`;
      return `change ${change + 1}: ${side} ${quantityText(orderQty)} ${symbol} denied, ${code ?? ''}${limit}${most}`;
    }),
  ];
  const more = denied + unmade - lines.length;
  if (more > 0) lines.push(`and ${more} more changes`);
  const missing = lacks.map(({ field, input, detail }) => `no ${field}: no ${input} (${detail})`);
  return [...missing, ...lines].map((line) => `${name ?? 'base'} ${line}\n`);
}
