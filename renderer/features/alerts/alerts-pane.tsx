import { useEffect, useState, type ReactElement } from 'react';
import { workspaceStore } from '#renderer/client/workspace-store.ts';
import { AlertList } from './alert-list.tsx';
import { RuleList } from './rule-list.tsx';

type Part = 'alerts' | 'rules';

/** What somebody must look at, and the rules that say what that is. */
export function AlertsPane(): ReactElement {
  const [shown, setShown] = useState<Part>('alerts');
  useEffect(
    () => workspaceStore.subscribe(({ alertRequest }) => alertRequest !== null && setShown('alerts')),
    [],
  );
  const choice = (part: Part, word: string): ReactElement => (
    <label>
      <input type="radio" name="alerts-part" checked={shown === part} onChange={() => setShown(part)} />
      {word}
    </label>
  );
  const parts = (
    <div className="segmented alert-parts" role="radiogroup" aria-label="Shown in the alerts">
      {choice('alerts', 'Alerts')}
      {choice('rules', 'Rules')}
    </div>
  );
  return (
    <div className="pane">
      {shown === 'alerts' ? <AlertList parts={parts} /> : <RuleList parts={parts} />}
    </div>
  );
}
