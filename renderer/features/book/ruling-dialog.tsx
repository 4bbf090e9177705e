import { useState, type ReactElement } from 'react';
import type { FlaggedBar } from '#shared/contract/schemas/market.ts';
import type { BarRuling } from '#shared/domain/bar-ruling.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { ReasonField } from '#renderer/components/reason-field.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount } from '#renderer/format/numbers.ts';

export interface Ruling {
  readonly state: BarRuling;
  /** At least one. */
  readonly bars: readonly FlaggedBar[];
}

const MEANING: Readonly<Record<BarRuling, string>> = {
  ACCEPTED: 'What is accepted counts as it is.',
  EXCLUDED:
    'What is excluded has no close and no volume for any mark, return or statistic. A limit that needs them says so, and may deny.',
};

/** Asks why bars are accepted or excluded; it is recorded with who and when. */
export function RulingDialog({ state, bars, onClose }: Ruling & { onClose: () => void }): ReactElement {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const blocked = busy || reason.trim() === '';
  const rule = async (): Promise<void> => {
    if (blocked) return;
    setBusy(true);
    try {
      const names = bars.map(({ symbol, date }) => ({ symbol, date }));
      const method = state === 'ACCEPTED' ? 'bars.accept' : 'bars.exclude';
      await deskClient.call(method, { bars: names, reason: reason.trim() });
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  const verb = state === 'ACCEPTED' ? 'Accept' : 'Exclude';
  return (
    <Dialog
      title={`${verb} ${nameOf(bars)}?`}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave as it is
          </button>
          <button type="submit" form="ruling-form" className="button primary" disabled={blocked}>
            {verb}
          </button>
        </>
      }
    >
      <form
        id="ruling-form"
        className="ruling-form"
        onSubmit={(event) => {
          event.preventDefault();
          void rule();
        }}
      >
        <p>{MEANING[state]} It lasts until the bar is imported again.</p>
        <ReasonField value={reason} onChange={setReason} />
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}

function nameOf(bars: readonly FlaggedBar[]): string {
  const [first] = bars;
  return bars.length === 1 && first !== undefined
    ? `${first.symbol} of ${first.date}`
    : `${formatCount(bars.length)} bars`;
}
