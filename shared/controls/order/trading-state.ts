import type { Gate } from '../control.ts';
import { admits } from './admits.ts';

/** HALTED admits nothing, REDUCING only what reduces the account's position; the strictest state wins. */
export const tradingState: Gate = {
  kind: 'GATE',
  code: 'TRADING_STATE',
  group: 'O',
  title: 'Trading is open',
  formula: 'the strictest state of firm, desk, account, trader, strategy and symbol',
  alwaysOn: true,
  judge(check, found) {
    for (const hit of check.states) {
      found.notes.push(`${hit.level} ${hit.key} is ${hit.state}`);
      found.allowedUpTo = Math.min(found.allowedUpTo, hit.state === 'HALTED' ? 0 : check.reducingUpTo);
    }
    found.status = admits(check, found) ? 'PASS' : 'BLOCK';
  },
};
