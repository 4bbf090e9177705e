import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';

interface LabelledFieldProps {
  readonly label: ReactNode;
  /** What it means, read with the label. */
  readonly hint?: string;
  readonly children: (id: string) => ReactElement;
}

function LabelledField({ label, hint, children }: LabelledFieldProps): ReactElement {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="hint"> {hint}</span>}
      </label>
      {children(id)}
    </div>
  );
}

export interface TextFieldProps {
  readonly label: ReactNode;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'datetime-local';
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** Takes the keyboard when the dialog opens. */
  readonly first?: boolean;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, hint, onChange, type = 'text', first = false, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    if (first) input.current?.setAttribute('autofocus', '');
  }, [first]);
  return (
    <LabelledField label={label} {...(hint === undefined ? {} : { hint })}>
      {(id) => (
        <input
          ref={input}
          id={id}
          type={type}
          className="input"
          autoComplete="off"
          maxLength={1024}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
      )}
    </LabelledField>
  );
}

export interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  /** Value and word. */
  readonly choices: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
}

export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>): ReactElement {
  const { label, value, choices, onChange, disabled = false } = props;
  return (
    <LabelledField label={label}>
      {(id) => (
        <select
          id={id}
          className="input"
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {choices.map(([one, word]) => (
            <option key={one} value={one}>
              {word}
            </option>
          ))}
        </select>
      )}
    </LabelledField>
  );
}
