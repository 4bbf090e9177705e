import { Database, ListTodo, Plug } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { DeskStatus } from '#shared/contract/contract.ts';
import { connectionStore } from '#renderer/client/connection-store.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { taskStore } from '#renderer/client/desk-tasks.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { useTrading } from '#renderer/client/use-trading.ts';
import { TradingMark } from '#renderer/components/trading-mark.tsx';
import { formatCount, formatMicros } from '#renderer/format/numbers.ts';
import {
  formatAge,
  formatClock,
  formatDay,
  formatInstant,
  shortZone,
  zoneOf,
} from '#renderer/format/times.ts';

const LINE_WORDS = {
  open: 'Connected',
  connecting: 'Connecting',
  lost: 'Line lost, trying again',
  refused: 'Signed out',
} as const;

/** What a trader must see without asking: the line, the trading state, how old the data is, and the clock. */
export function StatusBar(): ReactElement {
  const line = useStore(connectionStore, (slice) => slice.state);
  const status = useStore(deskStore, (slice) => slice.status);
  return (
    <footer className="status-bar" aria-label="Desk status">
      <span className={line === 'open' ? 'ok' : 'alarm'} role="status">
        <Plug size={12} aria-hidden /> {LINE_WORDS[line]}
      </span>
      {status !== null && <DeskFacts status={status} />}
      <RunningTasks />
      <span className="grow" />
      {status !== null && <Clock status={status} />}
      {status !== null && <span className="muted wide">{status.actor}</span>}
      {status !== null && <span className="muted">v{status.version}</span>}
    </footer>
  );
}

function DeskFacts({ status }: { status: DeskStatus }): ReactElement {
  const { store, decisionMicros, counts } = status;
  const { state, where } = useTrading();
  return (
    <>
      <span className={`trading ${state}`}>
        Trading <TradingMark state={state} where={where} />
      </span>
      <span className={store.state === 'OPEN' ? '' : 'alarm'}>
        <Database size={12} aria-hidden /> Store {store.state.toLowerCase().replace('_', ' ')}
      </span>
      <span title={formatInstant(status.dataAsOf)}>
        Data of {formatDay(status.dataAsOf)}{' '}
        <span className="muted">({formatAge(status.dataAsOf, status.clock.now)} old)</span>
      </span>
      <span className="wide" title="Engine time of a decision: the median and the 99th percentile">
        Decision p50 <span className="num">{formatMicros(decisionMicros.p50)}</span> p99{' '}
        <span className="num">{formatMicros(decisionMicros.p99)}</span>
      </span>
      <span className="wide">
        Queue <span className="num">{formatCount(status.queueDepth)}</span>
      </span>
      <span className="widest muted">
        {formatCount(counts.instruments)} instruments, {formatCount(counts.positions)} positions,{' '}
        {formatCount(counts.limits)} limits
      </span>
    </>
  );
}

/** What runs now; takes no room where nothing does. */
function RunningTasks(): ReactElement | null {
  const running = useStore(
    taskStore,
    ({ tasks }) => (tasks ?? []).filter(({ state }) => state === 'RUNNING').length,
  );
  if (running === 0) return null;
  return (
    <button type="button" className="button quiet small" onClick={() => showPane('tasks', true)}>
      <ListTodo size={12} aria-hidden /> {running === 1 ? '1 task' : `${running} tasks`} running
    </button>
  );
}

function Clock({ status }: { status: DeskStatus }): ReactElement {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (status.clock.mode === 'AS_OF') {
    return (
      <span className="as-of" title="The desk clock is frozen: ages and windows are measured at this instant">
        As of <span className="num">{formatInstant(status.clock.now)}</span>
      </span>
    );
  }
  return (
    <span title={zoneOf()}>
      <span className="num">{formatClock(now)}</span> {shortZone(now)}
    </span>
  );
}
