import { Download, Gauge, Library, Plus, Upload } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { deskClient } from '#renderer/client/desk-client.ts';
import { deskStore } from '#renderer/client/desk-store.ts';
import { useQuery } from '#renderer/client/use-query.ts';
import { Popover } from '#renderer/components/popover.tsx';
import { saveText } from '#renderer/components/save-text.ts';
import { toAppError } from '#renderer/format/describe-failure.ts';
import { editLimit, LIMIT_VIEWS, limitsStore, say, showDialog, showView } from './limits-store.ts';

export const VIEW_WORDS = {
  table: 'Table',
  hierarchy: 'Hierarchy',
  waiting: 'Waiting',
  history: 'History',
  lint: 'Lint',
} as const;

/** Which view of the limits, and what there is to do with the set as a whole. */
export function LimitsBar({ waiting }: { waiting: number | null }): ReactElement {
  const view = useStore(limitsStore, (slice) => slice.view);
  const capabilities = useStore(deskStore, ({ status }) => status?.capabilities);
  const stress = useQuery('limits.stressLevel', {}, ['limits.changed']).data;
  const mayManage = capabilities?.includes('MANAGE_LIMITS') ?? false;
  const level = stress?.level ?? null;
  return (
    <div className="toolbar">
      <div className="segmented views" role="radiogroup" aria-label="View of the limits">
        {LIMIT_VIEWS.map((one) => (
          <label key={one}>
            <input type="radio" name="limits-view" checked={view === one} onChange={() => showView(one)} />
            {VIEW_WORDS[one]}
            {one === 'waiting' && waiting !== null && waiting > 0 && <span className="count">{waiting}</span>}
          </label>
        ))}
      </div>
      <span className="grow" />
      <button type="button" className="button small" onClick={() => showDialog('stress')}>
        <Gauge size={13} aria-hidden /> Stress {level === null ? 'not set' : level}
        {stress?.proposal != null && <span className="count">1</span>}
      </button>
      <button
        type="button"
        className="button small"
        disabled={!mayManage}
        title={mayManage ? undefined : 'Your roles do not let you manage limits'}
        onClick={() => editLimit('NEW', null)}
      >
        <Plus size={13} aria-hidden /> New
      </button>
      <Popover title="Files and presets" label="Files">
        <div className="limits-menu">
          <button
            type="button"
            className="button quiet"
            disabled={!mayManage}
            onClick={() => showDialog('presets')}
          >
            <Library size={13} aria-hidden /> Presets ...
          </button>
          <button
            type="button"
            className="button quiet"
            disabled={!mayManage}
            onClick={() => showDialog('import')}
          >
            <Upload size={13} aria-hidden /> Import a limits file ...
          </button>
          <button type="button" className="button quiet" onClick={() => void exportLimits('json')}>
            <Download size={13} aria-hidden /> Export JSON
          </button>
          <button type="button" className="button quiet" onClick={() => void exportLimits('csv')}>
            <Download size={13} aria-hidden /> Export CSV
          </button>
        </div>
      </Popover>
    </div>
  );
}

/** Saves the limits file of what stands once every temporary version has ended. */
export async function exportLimits(format: 'json' | 'csv'): Promise<void> {
  try {
    if (format === 'csv') {
      saveText('limits.csv', (await deskClient.call('limits.exportCsv', {})).csv);
    } else {
      const document = await deskClient.call('limits.export', {});
      saveText('limits.json', `${JSON.stringify(document, null, 2)}\n`, 'application/json');
    }
    say(`Exported limits.${format}: what stands once every temporary version has ended`);
  } catch (thrown) {
    const { what, todo, code } = toAppError(thrown);
    say(`Not exported: ${what}. ${todo} ${code}`);
  }
}
