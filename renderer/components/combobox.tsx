import { useId, useState, type KeyboardEvent, type ReactElement, type Ref } from 'react';

export interface ComboboxOption {
  readonly value: string;
  readonly detail: string;
}

export interface ComboboxProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly ComboboxOption[];
  readonly onChange: (value: string) => void;
  readonly onPick: (value: string) => void;
  readonly invalid?: boolean;
  readonly placeholder?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A text field with suggestions below it: arrows choose, Enter takes, Esc closes; what is typed always stands. */
export function Combobox(props: ComboboxProps): ReactElement {
  const { label, value, options, onChange, onPick, invalid = false, placeholder = '', inputRef } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = open && options.length > 0 && !(options.length === 1 && options[0]?.value === value);
  const pick = (option: ComboboxOption): void => {
    setOpen(false);
    setActive(-1);
    onPick(option.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const chosen = shown ? options[active] : undefined;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(
        (before) =>
          (before + step + options.length + (before < 0 && step < 0 ? 1 : 0)) % Math.max(options.length, 1),
      );
    } else if (event.key === 'Enter' && chosen !== undefined) pick(chosen);
    else if (event.key === 'Escape' && shown) setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="field combobox">
      <label htmlFor={id}>{label}</label>
      <input
        ref={inputRef}
        id={id}
        className="input"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={invalid}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(event) => {
          setOpen(true);
          setActive(-1);
          onChange(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!shown}>
        {options.map((option, index) => (
          <li
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onPointerDown={(event) => {
              event.preventDefault();
              pick(option);
            }}
          >
            <span className="num">{option.value}</span>
            <span className="muted clip">{option.detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
