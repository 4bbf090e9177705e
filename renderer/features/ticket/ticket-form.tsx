import { useId, type ReactElement, type ReactNode } from 'react';
import { PRICE_PLACES, QUANTITY_PLACES, type Quantity } from '#shared/domain/decimal.ts';
import {
  ORD_TYPES,
  SIDES,
  TIMES_IN_FORCE,
  type OrdType,
  type Side,
  type TimeInForce,
} from '#shared/domain/ticket.ts';
import { Combobox } from '#renderer/components/combobox.tsx';
import { formatExact } from '#renderer/format/numbers.ts';
import type { ParsedQuantity } from '#renderer/format/parse-quantity.ts';
import { titleOfCode } from '#renderer/format/verdict-words.ts';
import { fromScaled, stepOnGrid, toScaled } from './step-on-grid.ts';
import { SteppedField } from './stepped-field.tsx';
import { editTicket } from './ticket-draft.ts';
import type { TicketFields } from './ticket-fields.ts';
import { needsPrice, needsStop } from './to-ticket-input.ts';
import type { InstrumentSearch } from './use-instrument.ts';

export interface TicketFormProps {
  readonly fields: TicketFields;
  readonly search: InstrumentSearch;
  readonly accounts: readonly string[];
  readonly parsed: ParsedQuantity;
  readonly lot: Quantity;
  readonly onCommitQuantity: () => void;
}

const SIDE_NAMES: Readonly<Record<Side, string>> = { BUY: 'Buy', SELL: 'Sell', SELL_SHORT: 'Short' };
const SIDE_KEYS: Readonly<Record<Side, string>> = { BUY: 'b', SELL: 's', SELL_SHORT: 'ss' };
/** A tick for an instrument that has none of its own. */
const DEFAULT_TICK = 1_000_000;

export function TicketForm({
  fields,
  search,
  accounts,
  parsed,
  lot,
  onCommitQuantity,
}: TicketFormProps): ReactElement {
  const quantity = parsed.kind === 'quantity' ? parsed.quantity : null;
  const { instrument } = search;
  const tick = toScaled(instrument?.tickSize, PRICE_PLACES) ?? DEFAULT_TICK;
  const stepPrice = (field: 'price' | 'stopPx') => (steps: number) => {
    const typed = toScaled(Number(fields[field].replaceAll(',', '') || Number.NaN), PRICE_PLACES);
    const start = typed ?? toScaled(instrument?.price, PRICE_PLACES);
    if (start === null) return;
    const price = typed === null ? Math.round(start / tick) * tick : stepOnGrid(start, tick, steps);
    editTicket({ [field]: fromScaled(price, PRICE_PLACES) });
  };
  const stepQuantity = (steps: number): void =>
    editTicket({ quantity: formatExact(stepOnGrid(quantity ?? 0, lot, steps), QUANTITY_PLACES) });
  return (
    <div className="ticket-form">
      <SideField side={fields.side} />
      <Combobox
        label="Symbol"
        value={fields.symbol}
        options={search.matches.map((row) => ({ value: row.symbol, detail: row.name }))}
        invalid={search.known && fields.symbol !== '' && instrument === null}
        onChange={(symbol) => editTicket({ symbol: symbol.toUpperCase() })}
        onPick={(symbol) => editTicket({ symbol })}
      />
      <SteppedField
        label="Quantity"
        value={fields.quantity}
        invalid={parsed.kind === 'error'}
        placeholder="10k, =250k/4, max, flat"
        echo={
          quantity !== null && <output className="num echo">{formatExact(quantity, QUANTITY_PLACES)}</output>
        }
        onChange={(text) => editTicket({ quantity: text })}
        onStep={stepQuantity}
        onCommit={onCommitQuantity}
      />
      <Choice
        label="Account"
        value={fields.account}
        onChange={(account) => editTicket({ account })}
        options={(accounts.includes(fields.account) || fields.account === ''
          ? accounts
          : [fields.account, ...accounts]
        ).map((one) => [one, one])}
      />
      <Choice
        label="Type"
        value={fields.ordType}
        onChange={(value) => editTicket({ ordType: value as OrdType })}
        options={ORD_TYPES.map((type) => [type, titleOfCode(type)])}
      />
      <SteppedField
        label="Price"
        value={needsPrice(fields.ordType) ? fields.price : ''}
        disabled={!needsPrice(fields.ordType)}
        placeholder={needsPrice(fields.ordType) ? 'up: last price' : 'at market'}
        onChange={(price) => editTicket({ price })}
        onStep={stepPrice('price')}
      />
      <SteppedField
        label="Stop price"
        value={needsStop(fields.ordType) ? fields.stopPx : ''}
        disabled={!needsStop(fields.ordType)}
        placeholder={needsStop(fields.ordType) ? '' : 'no stop'}
        onChange={(stopPx) => editTicket({ stopPx })}
        onStep={stepPrice('stopPx')}
      />
      <Choice
        label="Time in force"
        value={fields.timeInForce}
        onChange={(value) => editTicket({ timeInForce: value as TimeInForce })}
        options={TIMES_IN_FORCE.map((tif) => [tif, tif])}
      />
      <TextField label="Trader" value={fields.trader} onChange={(trader) => editTicket({ trader })} />
      <TextField label="Strategy" value={fields.strategy} onChange={(strategy) => editTicket({ strategy })} />
    </div>
  );
}

function SideField({ side }: { side: Side }): ReactElement {
  return (
    <div className="field">
      <span className="field-label" id="side-label">
        Side
      </span>
      <div
        className="segmented"
        role="radiogroup"
        aria-labelledby="side-label"
        onKeyDown={(event) => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          if (event.key === 'b') editTicket({ side: 'BUY' });
          else if (event.key === 's') editTicket({ side: side === 'SELL' ? 'SELL_SHORT' : 'SELL' });
        }}
      >
        {SIDES.map((one) => (
          <label key={one} title={`Type ${SIDE_KEYS[one]}`}>
            <input
              type="radio"
              name="side"
              checked={side === one}
              onChange={() => editTicket({ side: one })}
            />
            {SIDE_NAMES[one]}
          </label>
        ))}
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly (readonly [value: string, title: string])[];
}

function Choice({ label, value, onChange, options }: ChoiceProps): ReactElement {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <select id={id} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        {value === '' && <option value="" />}
        {options.map(([one, title]) => (
          <option key={one} value={one}>
            {title}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function TextField({ label, value, onChange }: Omit<ChoiceProps, 'options'>): ReactElement {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <input
        id={id}
        className="input"
        autoComplete="off"
        spellCheck={false}
        placeholder="none"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Labelled>
  );
}

function Labelled({ id, label, children }: { id: string; label: string; children: ReactNode }): ReactElement {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}
