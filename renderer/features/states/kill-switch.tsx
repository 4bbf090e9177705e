import { Power } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTrading } from '#renderer/client/use-trading.ts';
import { TradingMark } from '#renderer/components/trading-mark.tsx';
import './states.css';

/** Opens the kill switch, and says how trading stands; it halts nothing by itself. */
export function KillSwitch({ onOpen }: { onOpen: () => void }): ReactElement {
  const { state, where } = useTrading();
  return (
    <button
      type="button"
      className={`button small kill-switch ${state}`}
      aria-haspopup="dialog"
      title="Halt trading, or see what is halted"
      onClick={onOpen}
    >
      <Power size={13} aria-hidden /> Kill switch <TradingMark state={state} where={where} />
    </button>
  );
}
