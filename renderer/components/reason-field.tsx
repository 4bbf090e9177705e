import { useEffect, useId, useRef, type ReactElement } from 'react';

/** Why something is done; it has the keyboard when its dialog opens. */
export function ReasonField(props: { value: string; onChange: (value: string) => void }): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    // The dialog opens after this, and gives the keyboard to the element that asks for it.
    input.current?.setAttribute('autofocus', '');
  }, []);
  return (
    <div className="field">
      <label htmlFor={id}>Reason (recorded)</label>
      <input
        ref={input}
        id={id}
        className="input"
        autoComplete="off"
        maxLength={1024}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </div>
  );
}
