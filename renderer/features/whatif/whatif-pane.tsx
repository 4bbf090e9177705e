import { FlaskConical } from 'lucide-react';
import { useRef, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { BranchesTab } from './branches-tab.tsx';
import { RebalanceTab } from './rebalance-tab.tsx';
import { SizeTab } from './size-tab.tsx';
import { useOnScreen } from './use-on-screen.ts';
import { WHATIF_PARTS, whatifStore, type WhatifPart } from './whatif-store.ts';
import './whatif.css';

const TITLES: Readonly<Record<WhatifPart, string>> = {
  size: 'Size',
  rebalance: 'Rebalance',
  branches: 'Branches',
};

/** Trades that are not made: how large one would be, what a book of targets takes, and books that are not the desk's. */
export function WhatifPane(): ReactElement {
  const part = useStore(whatifStore, (slice) => slice.part);
  const host = useRef<HTMLDivElement>(null);
  const shown = useOnScreen(host);
  return (
    <div className="pane whatif-pane" ref={host}>
      <div className="toolbar">
        <div className="segmented" role="radiogroup" aria-label="Part of the what-if">
          {WHATIF_PARTS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="whatif-part"
                checked={part === one}
                onChange={() => whatifStore.setState({ part: one })}
              />
              {TITLES[one]}
            </label>
          ))}
        </div>
        <span className="grow" />
        <span className="whatif-badge">
          <FlaskConical className="icon" size={13} aria-hidden /> What-if: nothing here is sent
        </span>
      </div>
      {part === 'size' && <SizeTab shown={shown} />}
      {part === 'rebalance' && <RebalanceTab />}
      {part === 'branches' && <BranchesTab />}
    </div>
  );
}
