import { Download } from 'lucide-react';
import type { ReactElement } from 'react';
import { Popover } from './popover.tsx';

export interface ExportMenuProps {
  readonly onExport: (format: 'csv' | 'xlsx') => void;
}

/** Saves what the grid shows, as the one or the other kind of file. */
export function ExportMenu({ onExport }: ExportMenuProps): ReactElement {
  return (
    <Popover
      title="Export what is on the screen"
      label={
        <>
          <Download size={13} aria-hidden /> Export
        </>
      }
    >
      <div className="choice-line">
        <button type="button" className="button quiet small" onClick={() => onExport('csv')}>
          CSV, for any program
        </button>
      </div>
      <div className="choice-line">
        <button type="button" className="button quiet small" onClick={() => onExport('xlsx')}>
          Excel workbook (.xlsx)
        </button>
      </div>
    </Popover>
  );
}
