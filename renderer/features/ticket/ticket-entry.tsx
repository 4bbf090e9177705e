import { memo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { deskStore } from '#renderer/client/desk-store.ts';
import { formatPrice } from '#renderer/format/numbers.ts';
import { formatDay } from '#renderer/format/times.ts';
import { RecentTickets } from './recent-tickets.tsx';
import { TicketForm } from './ticket-form.tsx';
import { TicketLine } from './ticket-line.tsx';
import type { InstrumentSearch } from './use-instrument.ts';
import type { TicketFormState } from './use-ticket-form.ts';

export interface TicketEntryProps {
  readonly form: TicketFormState;
  readonly sentCount: number;
  readonly onHint: (sentence: string | null) => void;
  readonly recent: boolean;
  readonly onRecent: (open: boolean) => void;
}

/** Both ways to type a ticket, and what is known of its instrument or wrong with its quantity; no verdict draws it again. */
export const TicketEntry = memo(function TicketEntry(props: TicketEntryProps): ReactElement {
  const { form, sentCount, onHint, recent, onRecent } = props;
  const accounts = useStore(deskStore, (slice) => slice.accounts).map((one) => one.account);
  const { fields, search, parsed, lot, commitQuantity } = form;
  const problem = parsed.kind === 'error' ? parsed.sentence : null;
  return (
    <div className="ticket-entry">
      <TicketLine accounts={accounts} sentCount={sentCount} onHint={onHint} onDown={() => onRecent(true)} />
      {recent && <RecentTickets onClose={() => onRecent(false)} onFailure={onHint} />}
      <TicketForm
        fields={fields}
        search={search}
        accounts={accounts}
        parsed={parsed}
        lot={lot}
        onCommitQuantity={commitQuantity}
      />
      <p className={`instrument-line clip${problem === null ? '' : ' bad'}`} aria-live="polite">
        {problem ?? describeInstrument(search, fields.symbol)}
      </p>
    </div>
  );
});

function describeInstrument({ instrument, known }: InstrumentSearch, symbol: string): string {
  if (symbol === '') return 'Any field by keyboard: Tab moves on, arrows step, Enter stages.';
  if (instrument === null) return known ? `No instrument is called ${symbol}.` : '\u00a0';
  const { name, price, currency, priceAsOf, lotSize, tickSize } = instrument;
  const tick = tickSize === null ? '' : `, tick ${tickSize}`;
  return `${name} · ${formatPrice(price)} ${currency} of ${formatDay(priceAsOf)} · lot ${lotSize}${tick}`;
}
