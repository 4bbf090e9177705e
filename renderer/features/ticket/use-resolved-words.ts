import { useEffect, useRef, useState } from 'react';
import { QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatExact } from '#renderer/format/numbers.ts';
import type { ParsedQuantity } from '#renderer/format/parse-quantity.ts';
import { findFlat, findLargest, type FoundQuantity } from './find-quantity.ts';
import { editTicket } from './ticket-draft.ts';
import type { TicketFields } from './ticket-fields.ts';
import { toTicketInput } from './to-ticket-input.ts';

/** What to say, as long as the quantity field says what it is about. */
interface Notice {
  readonly sentence: string;
  readonly about: string;
}

/** Turns `max` and `flat` in the quantity field into their number as soon as the rest of the ticket is there; returns what to tell the person. */
export function useResolvedWords(fields: TicketFields, parsed: ParsedQuantity, lot: Quantity): string | null {
  const [notice, setNotice] = useState<Notice | null>(null);
  const asked = useRef(0);
  const word = parsed.kind === 'max' || parsed.kind === 'flat' ? parsed.kind : null;
  const rest = word === null ? '' : JSON.stringify({ ...fields, quantity: '' });

  useEffect(() => {
    const mine = ++asked.current;
    if (word === null) return;
    const ticket = toTicketInput(JSON.parse(rest) as TicketFields, lot);
    const say = (sentence: string, about: string = word): void => setNotice({ sentence, about });
    if (typeof ticket === 'string') return say(`"${word}" also needs ${ticket}.`);
    const find: Promise<FoundQuantity> =
      word === 'max' ? findLargest(ticket, lot) : findFlat(ticket.account, ticket.symbol);
    find.then(
      (found) => {
        if (mine !== asked.current) return;
        if (typeof found === 'string') return say(found);
        const quantity = formatExact(found.quantity, QUANTITY_PLACES);
        say(`"${word}" is ${quantity}.`, quantity);
        editTicket({ quantity, ...(found.side === undefined ? {} : { side: found.side }) });
      },
      (thrown: unknown) => mine === asked.current && say(toAppError(thrown).what),
    );
  }, [word, rest, lot]);

  const shown = fields.quantity.trim();
  return notice !== null && notice.about.toLowerCase() === shown.toLowerCase() ? notice.sentence : null;
}
