import type { Gate } from '../control.ts';

/** The restricted list: NO_TRADE admits nothing, NO_OPEN only what reduces, WARN asks for an acknowledgement. */
export const restricted: Gate = {
  kind: 'GATE',
  code: 'RESTRICTED',
  group: 'O',
  title: 'Not on the restricted list',
  formula: 'no entry for the symbol or its issuer is in effect',
  alwaysOn: true,
  judge(check, found) {
    let warns = false;
    for (const hit of check.restrictions) {
      found.notes.push(`${hit.subject} is ${hit.mode}${hit.reason === '' ? '' : `: ${hit.reason}`}`);
      if (hit.mode === 'WARN') warns = true;
      else found.allowedUpTo = Math.min(found.allowedUpTo, hit.mode === 'NO_TRADE' ? 0 : check.reducingUpTo);
    }
    const blocked = check.n > found.allowedUpTo || found.allowedUpTo === 0;
    found.status = blocked ? 'BLOCK' : warns ? 'WARN' : 'PASS';
  },
};
