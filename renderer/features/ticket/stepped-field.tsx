import { useId, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { stepsOfKey } from './step-on-grid.ts';

export interface SteppedFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Arrows 1, Shift 10, page keys 100; up is positive. */
  readonly onStep: (steps: number) => void;
  /** The person left the field or pressed Enter. */
  readonly onCommit?: () => void;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  /** What stands right of the label, such as the full number. */
  readonly echo?: ReactNode;
}

/** A number field that keeps the text as typed and walks the instrument's grid by keys. */
export function SteppedField(props: SteppedFieldProps): ReactElement {
  const {
    label,
    value,
    onChange,
    onStep,
    onCommit,
    invalid = false,
    disabled = false,
    placeholder,
    echo,
  } = props;
  const id = useId();
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = event.ctrlKey || event.altKey || event.metaKey ? null : stepsOfKey(event);
    if (steps !== null) {
      event.preventDefault();
      onStep(steps);
    } else if (event.key === 'Enter') onCommit?.();
  };
  return (
    <div className="field">
      <span className="label-row">
        <label className="field-label" htmlFor={id}>
          {label}
        </label>
        {echo}
      </span>
      <input
        id={id}
        className="input num"
        autoComplete="off"
        spellCheck={false}
        inputMode="text"
        aria-invalid={invalid}
        disabled={disabled}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={onCommit}
      />
    </div>
  );
}
