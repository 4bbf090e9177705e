import type { ReactElement, Ref } from 'react';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** The quick filter of a grid; typing on a cell lands here. */
export function SearchField({ label, value, onChange, inputRef }: SearchFieldProps): ReactElement {
  return (
    <input
      ref={inputRef}
      type="search"
      className="input search"
      aria-label={label}
      placeholder="Type to find"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('');
      }}
    />
  );
}
