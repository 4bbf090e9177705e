import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { PresetName } from '#shared/domain/limit-governance.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { controlTitle } from '#renderer/client/control-title.ts';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { Dialog } from '#renderer/components/dialog.tsx';
import { ErrorNote } from '#renderer/components/error-note.tsx';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { formatCount, formatInUnit } from '#renderer/format/numbers.ts';
import { describeScope, titleOfCode } from '#renderer/format/verdict-words.ts';
import { ChoiceField } from '#renderer/components/choice-field.tsx';
import { say } from './limits-store.ts';

/** The delivered sets, each limit with where its value is from; one is chosen, and for whom. */
export function PresetsDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { data, error: unread } = useQuery('limits.presets', {});
  const accounts = useStore(deskStore, (slice) => slice.accounts);
  const [chosen, setChosen] = useState<PresetName>('MODERATE');
  const [place, setPlace] = useState('FIRM *');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const preset = data?.find(({ name }) => name === chosen);
  const desks = [...new Set(accounts.map(({ desk }) => desk))].toSorted();
  const places: readonly (readonly [string, string])[] = [
    ['FIRM *', 'The firm'],
    ...desks.map((desk) => [`DESK ${desk}`, `Desk ${desk}`] as const),
    ...accounts.map(({ account }) => [`ACCOUNT ${account}`, `Account ${account}`] as const),
  ];
  const instantiate = async (): Promise<void> => {
    const [level = 'FIRM', ...key] = place.split(' ');
    setBusy(true);
    try {
      const { written, status } = await deskClient.call('limits.instantiate', {
        preset: chosen,
        scope: { level: level as 'FIRM' | 'DESK' | 'ACCOUNT', key: key.join(' ') },
      });
      say(`${titleOfCode(chosen)} preset: ${writtenWords(written, status)}`);
      onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title="Presets"
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            Leave it
          </button>
          <button
            type="button"
            className="button primary"
            disabled={busy || preset === undefined}
            onClick={() => void instantiate()}
          >
            Take {formatCount(preset?.limits.length ?? 0)} limits
          </button>
        </>
      }
    >
      <div className="limit-form wide">
        <div className="fields">
          <ChoiceField
            label="Preset"
            value={chosen}
            choices={(data ?? []).map(({ name }) => [name, titleOfCode(name)])}
            onChange={setChosen}
          />
          <ChoiceField label="For" value={place} choices={places} onChange={setPlace} />
        </div>
        <p className="muted">
          The first set of a desk is in force at once. Later, each limit that differs is proposed and waits
          for a second officer.
        </p>
        {(unread ?? error) !== null && <ErrorNote error={(unread ?? error) as AppError} />}
        <div className="table-scroll" tabIndex={0} role="region" aria-label="Limits of the preset">
          <table className="diff">
            <thead>
              <tr>
                <th scope="col">Control</th>
                <th scope="col">Scope</th>
                <th scope="col" className="r">
                  Hard
                </th>
                <th scope="col">Where its value is from</th>
              </tr>
            </thead>
            <tbody>
              {preset?.limits.map(({ limitId, control, scope, hard, unit, reason }) => (
                <tr key={limitId}>
                  <td title={limitId}>{controlTitle(control)}</td>
                  <td>{describeScope(scope)}</td>
                  <td className="num r">{formatInUnit(Number(hard), unit)}</td>
                  <td className="muted">{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Dialog>
  );
}

/** How many limits were written, and whether they are in force. */
export function writtenWords(written: number, status: 'ACTIVE' | 'PROPOSED'): string {
  if (written === 0) return 'the desk has these limits already, nothing was changed';
  const count = `${formatCount(written)} ${written === 1 ? 'limit' : 'limits'}`;
  return status === 'ACTIVE' ? `${count} in force` : `${count} proposed, waiting for a second officer`;
}
