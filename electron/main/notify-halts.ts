import { Notification } from 'electron';
import type { Desk } from '#electron/core/desk/desk.ts';
import type { TradingState } from '#shared/domain/reference.ts';
import { isLooser } from '#shared/domain/trading-state.ts';

const MEANINGS: Readonly<Record<TradingState, string>> = {
  ACTIVE: '',
  REDUCING: 'Only tickets that reduce a position may go.',
  HALTED: 'No ticket may go.',
};

/** Tells whoever looks at another window that trading was made stricter anywhere. */
export function notifyHalts(desk: Pick<Desk, 'subscribe'>): () => void {
  let last: TradingState = 'ACTIVE';
  return desk.subscribe((event, data) => {
    if (event !== 'desk.status' || !('trading' in data)) return;
    const { state, scope } = data.trading;
    const stricter = isLooser(state, last);
    last = state;
    if (!stricter || !Notification.isSupported()) return;
    new Notification({ title: `Trading ${state}: ${scope}`, body: MEANINGS[state] }).show();
  });
}
