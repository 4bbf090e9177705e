import { useCommands } from '#renderer/client/command-store.ts';
import { showPane } from '#renderer/client/workspace-store.ts';
import { exportLimits, VIEW_WORDS } from './limits-bar.tsx';
import { editLimit, LIMIT_VIEWS, showDialog, showView } from './limits-store.ts';

const GROUP = 'Limits';

/** What the palette and the list of keys offer of the limits. */
export function useLimitCommands(): void {
  const offer = (id: string, title: string, run: () => void) => ({
    id: `limits.${id}`,
    group: GROUP,
    title,
    keys: '',
    run: () => {
      showPane('limits');
      run();
    },
  });
  useCommands([
    ...LIMIT_VIEWS.map((view) => offer(view, `View: ${VIEW_WORDS[view]}`, () => showView(view))),
    offer('new', 'New limit', () => editLimit('NEW', null)),
    offer('presets', 'Presets', () => showDialog('presets')),
    offer('stress', 'Stress level', () => showDialog('stress')),
    offer('import', 'Import a limits file', () => showDialog('import')),
    offer('export.json', 'Export JSON', () => void exportLimits('json')),
    offer('export.csv', 'Export CSV', () => void exportLimits('csv')),
  ]);
}
