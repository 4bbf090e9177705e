import type { SessionPhase, SessionView } from '../activity-view.ts';
import type { Check } from '../check.ts';
import type { Comparison, CompiledLimit } from '../control.ts';

/** The market's day has begun, is not over, and takes this kind of order now. */
export const session: Comparison = {
  kind: 'COMPARISON',
  code: 'SESSION',
  group: 'O',
  title: 'The market takes it now',
  formula: 'order type and time in force are admitted by the phase of the session: 0, else 1',
  units: ['COUNT'],
  minimum: false,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'NONE',
  params: ['calendar', 'ordTypes'],
  alwaysOn: true,
  defaultHard: '0',
  measure(check, limit, out) {
    const own = check.session(limit.params.calendar);
    if (own === null) return out.setMissing('calendar', nameOf(check, limit));
    if (own.phase === null) return out.setMissing('calendar', `${own.name} does not cover the date`);
    out.setWhole(refusalOf(check, limit, own, own.phase) === '' ? 0 : 1);
  },
  notes(check, limit) {
    const own = check.session(limit.params.calendar);
    if (own === null || own.phase === null) return [];
    const refusal = refusalOf(check, limit, own, own.phase);
    return refusal === '' ? [] : [refusal];
  },
};

const nameOf = ({ instrument }: Check, { params }: CompiledLimit): string =>
  instrument?.instrument.exchange || params.calendar;

/** What the session, and then the limit, says to the ticket in a phase; '' when both take it. */
function refusalOf(
  { ticket }: Check,
  { params: { ordTypes } }: CompiledLimit,
  own: SessionView,
  phase: SessionPhase,
): string {
  const refusal = own.refusal(phase, ticket);
  if (refusal !== '' || ordTypes === null || ordTypes.includes(ticket.ordType)) return refusal;
  return `${ticket.ordType} is none of ${ordTypes.join(', ')}`;
}
