import { CornerDownLeft } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { formatMoney, formatQuantity } from '#renderer/format/numbers.ts';
import { inputsOf, readInputs, type MethodInput } from './method-inputs.ts';
import { describeRow, type SizeRow } from './size-columns.ts';
import { typeInput } from './whatif-store.ts';

/** The method that is looked at: what it solves, what it is told, and its size to be used. */
export function SizeDetail({ row, onUse }: { row: SizeRow; onUse: () => void }): ReactElement {
  const { method, texts, sized, currency } = row;
  const inputs = inputsOf(method, currency);
  const { problems } = readInputs(method, texts);
  const quantity = sized?.orderQty ?? null;
  return (
    <section className="size-detail" aria-label={`${method.title} in detail`}>
      <div className="size-formula">
        <b>{method.title}</b>
        <span className="num">{method.formula.replaceAll('*', '×')}</span>
        {method.together && (
          <span className="muted">Of several orders together; one alone takes all of it.</span>
        )}
        {method.source !== null && <span className="muted clip">{method.source}</span>}
      </div>
      <div className="size-inputs">
        {inputs.map((input) => (
          <InputField
            key={`${method.name} ${input.name}`}
            input={input}
            text={texts[input.name] ?? ''}
            invalid={problems.some((one) => one.input === input.name)}
            onChange={(text) => typeInput(method.name, input.name, text)}
          />
        ))}
        <p className="size-result" aria-live="polite">
          {quantity === null || sized === null ? (
            describeRow(row)
          ) : (
            <>
              <span className="num">{formatQuantity(quantity)}</span> shares,{' '}
              <span className="num">{formatMoney(sized.value)}</span> {currency}; solved{' '}
              <span className="num">{formatQuantity(round(sized.quantity))}</span>, lot{' '}
              <span className="num">{formatQuantity(sized.lot)}</span>
            </>
          )}
        </p>
        <button type="button" className="button primary" disabled={!((quantity ?? 0) > 0)} onClick={onUse}>
          <CornerDownLeft size={13} aria-hidden />
          {(quantity ?? 0) > 0 ? `Use ${formatQuantity(quantity)} in the ticket` : 'Use in the ticket'}
        </button>
      </div>
    </section>
  );
}

const round = (quantity: number | null): number | null =>
  quantity === null ? null : Math.round(quantity * 100) / 100;

interface InputFieldProps {
  readonly input: MethodInput;
  readonly text: string;
  readonly invalid: boolean;
  readonly onChange: (text: string) => void;
}

function InputField({ input, text, invalid, onChange }: InputFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field unit-field">
      <label htmlFor={id}>
        {input.label}, {input.of}
      </label>
      <input
        id={id}
        className="input num"
        autoComplete="off"
        maxLength={40}
        aria-invalid={invalid}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
