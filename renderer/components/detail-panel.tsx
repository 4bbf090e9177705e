import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import './detail-panel.css';

export interface DetailPanelProps {
  /** What a row is called here, such as `record`. */
  readonly noun: string;
  readonly label: string;
  readonly title: ReactNode;
  readonly onClose: () => void;
  /** None while it is on its way. */
  readonly children: ReactNode;
  /** Above what scrolls. */
  readonly note?: ReactNode;
}

/** One row in full, beside the grid or, in a narrow pane, below it. It stands in a `.detail-parts` after the grid; Escape closes it. */
export function DetailPanel(props: DetailPanelProps): ReactElement {
  const { noun, label, title, onClose, children, note } = props;
  return (
    <section
      className="detail-panel"
      aria-label={label}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          className="button quiet icon-only"
          aria-label={`Close the ${noun}`}
          onClick={onClose}
        >
          <X size={16} aria-hidden />
        </button>
      </header>
      {note}
      {children !== null && (
        <div className="body" tabIndex={0} role="group" aria-label={`The ${noun} in full`}>
          {children}
        </div>
      )}
    </section>
  );
}
