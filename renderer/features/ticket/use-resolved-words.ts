import { useEffect, useRef, useState } from 'react';
import { QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatExact } from '#renderer/format/numbers.ts';
import type { ParsedQuantity } from '#renderer/format/parse-quantity.ts';
import { findFlat, findLargest, type FoundQuantity } from './find-quantity.ts';
import { editTicket, type TicketFields } from './ticket-draft.ts';
import { toTicketInput } from './to-ticket-input.ts';

/** Turns `max` and `flat` in the quantity field into their number as soon as the rest of the ticket is there; returns what to tell the person. */
export function useResolvedWords(fields: TicketFields, parsed: ParsedQuantity, lot: Quantity): string | null {
  const [notice, setNotice] = useState<string | null>(null);
  const asked = useRef(0);
  const word = parsed.kind === 'max' || parsed.kind === 'flat' ? parsed.kind : null;
  const rest = word === null ? '' : JSON.stringify({ ...fields, quantity: '' });

  useEffect(() => {
    const mine = ++asked.current;
    if (word === null) return;
    const ticket = toTicketInput(JSON.parse(rest) as TicketFields, lot);
    if (typeof ticket === 'string') return setNotice(`"${word}" also needs ${ticket}.`);
    const find: Promise<FoundQuantity> =
      word === 'max' ? findLargest(ticket, lot) : findFlat(ticket.account, ticket.symbol);
    find.then(
      (found) => {
        if (mine !== asked.current) return;
        if (typeof found === 'string') return setNotice(found);
        const quantity = formatExact(found.quantity, QUANTITY_PLACES);
        setNotice(`"${word}" is ${quantity}.`);
        editTicket({ quantity, ...(found.side === undefined ? {} : { side: found.side }) });
      },
      (thrown: unknown) => mine === asked.current && setNotice(toAppError(thrown).what),
    );
  }, [word, rest, lot]);

  useEffect(() => {
    if (parsed.kind === 'empty') setNotice(null);
  }, [parsed.kind]);
  return notice;
}
