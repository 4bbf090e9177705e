import { useId, useRef, type ReactElement, type ReactNode, type ToggleEvent } from 'react';
import './popover.css';

export interface PopoverProps {
  /** What the button says; the panel has the same name. */
  readonly label: ReactNode;
  readonly title: string;
  readonly className?: string;
  readonly onOpen?: () => void;
  readonly children: ReactNode;
}

/** A button with a panel below it; the browser closes it on Esc or a click elsewhere and gives the focus back. */
export function Popover({ label, title, className = '', onOpen, children }: PopoverProps): ReactElement {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const place = ({ newState, currentTarget }: ToggleEvent<HTMLDivElement>): void => {
    if (newState !== 'open' || button.current === null) return;
    onOpen?.();
    const { bottom, right } = button.current.getBoundingClientRect();
    const { clientWidth, clientHeight } = button.current.ownerDocument.documentElement;
    currentTarget.style.top = `${bottom + 4}px`;
    currentTarget.style.right = `${Math.max(8, clientWidth - right)}px`;
    currentTarget.style.maxHeight = `${clientHeight - bottom - 16}px`;
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={`button small ${className}`}
        aria-label={title}
        aria-haspopup="dialog"
        popoverTarget={id}
      >
        {label}
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={title} className="popover" onBeforeToggle={place}>
        {children}
      </div>
    </>
  );
}
