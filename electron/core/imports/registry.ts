import type { ImportKind, KindName } from './import-kind.ts';
import { accounts } from './kinds/accounts.ts';
import { bars } from './kinds/bars.ts';
import { executions } from './kinds/executions.ts';
import { factors } from './kinds/factors.ts';
import { fx } from './kinds/fx.ts';
import { instruments } from './kinds/instruments.ts';
import { locates } from './kinds/locates.ts';
import { positions } from './kinds/positions.ts';
import { quotes } from './kinds/quotes.ts';
import { restricted } from './kinds/restricted.ts';
import { symbolChanges } from './kinds/symbol-changes.ts';
import { tickets } from './kinds/tickets.ts';

/** Every table the importer reads. A new format is its file and a line here. */
export const KINDS: { readonly [K in KindName]: ImportKind } = {
  accounts,
  symbol_changes: symbolChanges,
  instruments,
  fx,
  bars,
  quotes,
  positions,
  factors,
  restricted,
  locates,
  tickets,
  executions,
};
