import type { Gate } from '../control.ts';
import { admits } from './admits.ts';

/** The restricted list: NO_TRADE admits nothing, NO_OPEN only what reduces, WARN asks for an acknowledgement. */
export const restricted: Gate = {
  kind: 'GATE',
  code: 'RESTRICTED',
  group: 'O',
  title: 'Not on the restricted list',
  formula: 'no entry for the symbol or its issuer is in effect',
  alwaysOn: true,
  judge(check, found) {
    if (check.instrument === null) {
      found.status = 'UNDETERMINED';
      found.allowedUpTo = 0;
      found.input = 'symbol';
      found.detail = check.ticket.symbol;
      return;
    }
    let warns = false;
    for (const hit of check.restrictions) {
      found.notes.push(`${hit.subject} is ${hit.mode}${hit.reason === '' ? '' : `: ${hit.reason}`}`);
      if (hit.mode === 'WARN') warns = true;
      else found.allowedUpTo = Math.min(found.allowedUpTo, hit.mode === 'NO_TRADE' ? 0 : check.reducingUpTo);
    }
    found.status = !admits(check, found) ? 'BLOCK' : warns ? 'WARN' : 'PASS';
  },
};
