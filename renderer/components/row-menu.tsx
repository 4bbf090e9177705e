import { useEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { KeyHint } from './key-hint.tsx';
import './row-menu.css';

/** Something that can be done with a row. */
export interface RowAction {
  readonly title: string;
  /** The key that does it without the menu; empty when it has none. */
  readonly keys: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

export interface RowMenuProps {
  readonly actions: readonly RowAction[];
  /** Where it opens, viewport pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** What can be done with a row, opened by Shift+F10 or the other mouse button; arrows walk, Enter does, Esc leaves. */
export function RowMenu({ actions, at, onClose }: RowMenuProps): ReactElement {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = menu.current;
    if (host === null) return;
    host.showPopover();
    const { width, height } = host.getBoundingClientRect();
    host.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - width - 4))}px`;
    host.style.top = `${Math.max(4, Math.min(at.y, window.innerHeight - height - 4))}px`;
    itemsOf(host)[0]?.focus();
  }, [at]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const items = itemsOf(event.currentTarget);
    const now = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key];
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      aria-label="Row"
      className="row-menu"
      onKeyDown={onKeyDown}
      onToggle={({ newState }) => newState === 'closed' && onClose()}
    >
      {actions.map(({ title, keys, disabled = false, run }) => (
        <button
          key={title}
          type="button"
          role="menuitem"
          disabled={disabled}
          onClick={() => {
            onClose();
            run();
          }}
        >
          <span>{title}</span>
          <KeyHint keys={keys} />
        </button>
      ))}
    </div>
  );
}

const itemsOf = (host: HTMLElement): HTMLElement[] => [
  ...host.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)'),
];
