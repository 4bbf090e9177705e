import type { Gate } from '../control.ts';

/** Symbol and account exist, and trader and strategy where the desk keeps a list of them. */
export const unknownReference: Gate = {
  kind: 'GATE',
  code: 'UNKNOWN_REFERENCE',
  group: 'O',
  title: 'Symbol, account, trader and strategy are known',
  formula: 'each name exists on the desk',
  alwaysOn: true,
  judge(check, found) {
    const { ticket } = check;
    if (check.instrument === null)
      found.notes.push(`symbol '${ticket.symbol}' is not in the security master`);
    if (check.account === null) found.notes.push(`account '${ticket.account}' does not exist`);
    if (!check.traderKnown) found.notes.push(`trader '${ticket.trader}' does not exist`);
    if (!check.strategyKnown) found.notes.push(`strategy '${ticket.strategy}' does not exist`);
    found.status = found.notes.length > 0 ? 'BLOCK' : 'PASS';
    found.allowedUpTo = found.notes.length > 0 ? 0 : Infinity;
  },
};
