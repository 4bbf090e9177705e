import { useEffect, useState, type ReactElement } from 'react';
import { formatCount } from '#renderer/format/numbers.ts';
import { paceOf } from '#renderer/format/pace.ts';
import type { RebalanceRun } from './rebalance-run.ts';

/** How far a run is, how fast it goes and how long it takes still, with the way to end it. */
export function RunBar({
  run,
  onCancel,
}: {
  run: Extract<RebalanceRun, { name: 'RUNNING' }>;
  onCancel: () => void;
}): ReactElement {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const { perSecond, secondsLeft } = paceOf(run.rows * run.progress, run.progress, now - run.startedAt);
  return (
    <div className="run-bar">
      <label>
        {run.mine ? 'Planning' : 'A plan is under way that was asked for before:'}{' '}
        <span className="num">{formatCount(run.rows)}</span> targets{' '}
        <progress max={1} value={run.progress === 0 ? undefined : run.progress} />
      </label>
      <span className="num run-pace">
        {secondsLeft === null
          ? 'reading the desk'
          : `${formatCount(run.progress * 100)} %, ${formatCount(perSecond)} rows/s, ${formatCount(secondsLeft)} s left`}
      </span>
      <button type="button" className="button small" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
