import type { SqliteDatabase } from '../sqlite.ts';

/** Whose own trading a fill counts in; an empty name is nobody's. */
export interface Builder {
  readonly account: string;
  readonly symbol: string;
  readonly trader: string;
  readonly strategy: string;
}

/** Adds signed quantity to what the trader and the strategy of a ticket built; what is flat is not kept. */
export function builtUpdate(db: SqliteDatabase): (builder: Builder, quantity: number) => void {
  const add = db.prepare(
    `INSERT INTO built_positions VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity`,
  );
  const removeFlat = db.prepare(
    'DELETE FROM built_positions WHERE level = ? AND key = ? AND account = ? AND symbol = ? AND quantity = 0',
  );
  const addTo = (level: string, key: string, { account, symbol }: Builder, quantity: number): void => {
    if (key === '') return;
    add.run(level, key, account, symbol, quantity);
    removeFlat.run(level, key, account, symbol);
  };
  return (builder, quantity) => {
    addTo('TRADER', builder.trader, builder, quantity);
    addTo('STRATEGY', builder.strategy, builder, quantity);
  };
}
