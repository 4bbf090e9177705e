import { subjectOf, type AlertReader } from '../observation.ts';

/** Fills that the venue reported and the desk could not take, by why. */
export const executionRefused: AlertReader<'REFUSED_FILL'> = {
  kind: 'EXECUTION_REFUSED',
  topic: 'REFUSED_FILL',
  read({ fill }) {
    const { execId, clOrdId, lastQty, lastPx, code } = fill;
    const detail = `${code}: execution ${execId} of ${clOrdId}, ${lastQty} at ${lastPx}`;
    return [{ key: code, scope: { level: 'FIRM', key: '*' }, value: 1, subject: subjectOf({ detail }) }];
  },
};
