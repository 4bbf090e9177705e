import { divideHalfEven } from '#shared/domain/exact.ts';
import type { FileRun } from './file-run.ts';
import type { ReadRow, RowValues } from './import-content.ts';

interface Held {
  quantity: number;
  /** Sum of |quantity| x price while every lot has a price and the same sign; null once one has not. */
  cost: bigint | null;
  lots: number;
}

/**
 * One position an account and symbol. The average price of lots on one side is weighted by their quantities, rounded
 * half-even once; lots of both sides, or one without a price, leave it unknown. A sum that is not exact any more
 * rejects the lot that would make it so.
 */
export function sumLots(rows: readonly ReadRow[], runs: readonly FileRun[]): RowValues[] {
  const held = new Map<string, Map<string, Held>>();
  for (const { values, origin } of rows) {
    const [account, symbol, quantity, price] = values as [string, string, number, number | null];
    const ofAccount = held.get(account) ?? new Map<string, Held>();
    held.set(account, ofAccount);
    const before = ofAccount.get(symbol) ?? { quantity: 0, cost: 0n, lots: 0 };
    const sum = before.quantity + quantity;
    if (!Number.isSafeInteger(sum)) {
      const sentence = 'With this lot the position is larger than can be kept exactly.';
      runs[origin.file]?.rejects.reject(origin.line, 'quantity', symbol, 'TOO_LARGE', sentence);
      continue;
    }
    const isOneSided = before.quantity * quantity >= 0;
    const cost =
      before.cost === null || price === null || !isOneSided
        ? null
        : before.cost + BigInt(Math.abs(quantity)) * BigInt(price);
    ofAccount.set(symbol, { quantity: sum, cost, lots: before.lots + 1 });
  }
  warnOfLots(held, runs);
  return [...held].flatMap(([account, symbols]) =>
    [...symbols].map(([symbol, position]) => [account, symbol, position.quantity, averageOf(position)]),
  );
}

function averageOf({ quantity, cost }: Held): number | null {
  return cost === null || quantity === 0 ? null : Number(divideHalfEven(cost, BigInt(Math.abs(quantity))));
}

function warnOfLots(held: ReadonlyMap<string, ReadonlyMap<string, Held>>, runs: readonly FileRun[]): void {
  let summed = 0;
  for (const symbols of held.values()) for (const { lots } of symbols.values()) if (lots > 1) summed++;
  if (summed === 0) return;
  const isOne = summed === 1;
  for (const run of runs) {
    if (run.kind !== 'positions') continue;
    run.warnings.push(`${summed} position${isOne ? ' is' : 's are'} the sum of several rows.`);
  }
}
