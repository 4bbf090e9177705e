import type { SymbolChange } from './import-content.ts';

/**
 * The ticker a renamed one stands under in this desk: of the names a company had, the only one that is known, else
 * the newest whose change is effective by `today` (YYYYMMDD). A ticker without a change is itself.
 */
export function renameSymbols(
  changes: readonly SymbolChange[],
  known: ReadonlySet<string>,
  today: number,
): (symbol: string) => string {
  const next = new Map(changes.map((change) => [change.from, change]));
  const previous = new Map(changes.map((change) => [change.to, change]));
  return (symbol) => {
    const names = [symbol];
    for (
      let at = previous.get(symbol);
      at !== undefined && !names.includes(at.from);
      at = previous.get(at.from)
    ) {
      names.unshift(at.from);
    }
    for (let at = next.get(symbol); at !== undefined && !names.includes(at.to); at = next.get(at.to)) {
      names.push(at.to);
    }
    const familiar = names.filter((name) => known.has(name));
    if (familiar.length === 1) return familiar[0] ?? symbol;
    let current = names[0] ?? symbol;
    for (const name of names.slice(1)) {
      if ((previous.get(name)?.effective ?? 0) > today) break;
      current = name;
    }
    return current;
  };
}
