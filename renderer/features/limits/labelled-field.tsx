import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';

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

/** One line of text; what it means is read with its label. */
export function TextField(props: TextFieldProps): ReactElement {
  const { label, hint, onChange, type = 'text', first = false, ...rest } = props;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    if (first) input.current?.setAttribute('autofocus', '');
  }, [first]);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="hint"> {hint}</span>}
      </label>
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
    </div>
  );
}
