import type { Gate } from '../control.ts';
import type { Check } from '../check.ts';

/** The ticket itself is well formed: readable fields, a positive quantity on the lot grid, prices on the tick grid. */
export const orderInvalid: Gate = {
  kind: 'GATE',
  code: 'ORDER_INVALID',
  group: 'O',
  title: 'Order is well formed',
  formula: 'quantity > 0 on the lot grid; price > 0 on the tick grid where the type needs one',
  alwaysOn: true,
  judge(check, found) {
    const { ticket, n, lot, instrument } = check;
    for (const d of ticket.defects) found.notes.push(`${d.field} '${d.value}': ${d.problem}`);
    if (found.notes.length === 0 && n <= 0) found.notes.push('quantity is not positive');
    priceProblems(check, found.notes);
    found.allowedUpTo = found.notes.length > 0 ? 0 : Infinity;
    if (instrument !== null && n > 0 && n % lot !== 0)
      found.notes.push('quantity is not a whole number of lots');
    found.status = found.notes.length > 0 ? 'BLOCK' : 'PASS';
  },
};

function priceProblems(check: Check, notes: string[]): void {
  const { ordType } = check.ticket;
  if (ordType === 'LIMIT' || ordType === 'STOP_LIMIT') priceProblem(check, 'price', notes);
  if (ordType === 'STOP' || ordType === 'STOP_LIMIT') priceProblem(check, 'stopPx', notes);
}

function priceProblem({ ticket, instrument }: Check, name: 'price' | 'stopPx', notes: string[]): void {
  for (const { field } of ticket.defects) if (field === name) return;
  const value = ticket[name];
  const tick = instrument?.instrument.tickSize ?? null;
  if (value === null || value <= 0) notes.push(`${ticket.ordType} needs a positive ${name}`);
  else if (tick !== null && value % tick !== 0) notes.push(`${name} is not on the tick grid`);
}
