import { useEffect, useId, useRef, type InputHTMLAttributes, type ReactElement } from 'react';

export interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'id'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What may be typed, or what is wrong with what was. */
  readonly hint?: string;
  /** Takes the keyboard when its dialog opens. */
  readonly first?: boolean;
}

/** One line of text under its label. */
export function TextField(props: TextFieldProps): ReactElement {
  const { label, value, onChange, hint, first = false, className = '', ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    // A dialog opens after this, and gives the keyboard to the element that asks for it.
    if (first) input.current?.setAttribute('autofocus', '');
  }, [first]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={input}
        id={id}
        className={`input ${className}`}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  );
}
