import type { RecordFacts } from '#electron/core/audit/record-body.ts';
import type { SqliteDatabase } from '../sqlite.ts';
import { refuse, type Projection } from './projection.ts';

type CashFacts = Extract<RecordFacts, { kind: 'CASH' }>;

/** Cash put in or taken out. Refusal: NOT_FOUND for an account that does not exist. */
export function cashProjection(db: SqliteDatabase): Projection<CashFacts> {
  const add = db.prepare('UPDATE accounts SET cash = cash + ? WHERE account = ?');
  return ({ account, cashChange }) => {
    if (add.run(cashChange, account).changes === 0)
      return refuse('NOT_FOUND', 'There is no such account', account);
    return {};
  };
}
