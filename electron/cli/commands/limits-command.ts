import { actionOf, refuseMore } from '../option-values.ts';
import { withDesk } from '../with-desk.ts';
import { exportLimits, importLimits } from './limits/exchange-limits.ts';
import { decideLimit, retireLimit, setStress, writeLimits } from './limits/govern-limits.ts';
import { instantiate, lintLimits, listPresets, showStatistics } from './limits/inspect-limits.ts';
import { listLimits } from './limits/list-limits.ts';
import { replayLimits } from './limits/replay-limits.ts';
import { reviewLimits } from './limits/review-limits.ts';
import type { Command } from './command.ts';

const ACTIONS = [
  'list',
  'import',
  'export',
  'propose',
  'tighten',
  'approve',
  'reject',
  'retire',
  'stress',
  'lint',
  'presets',
  'instantiate',
  'statistics',
  'review',
  'replay',
] as const;

/** Those that take nothing but options. */
const ALONE = new Set<string>(['list', 'export', 'lint', 'presets', 'statistics', 'review', 'replay']);

export const limitsCommand: Command = {
  usage: `${ACTIONS.join(' | ')} [FILE | ID | LEVEL | PRESET] [OPTIONS]`,
  summary:
    'lists, imports and exports the limits, governs their versions, and replays the past under a proposal',
  options: {
    all: { help: 'list: every version, with who, when and why; approve, reject: each that another wrote' },
    waiting: { help: 'list: what waits for a second officer' },
    'dry-run': { help: 'import: shows what would change, and changes nothing' },
    out: { value: 'PATH', help: 'export: the file, instead of standard output; review: the folder' },
    format: { value: 'json|csv', help: 'export: default as the name of --out ends, else json' },
    version: { value: 'N', help: 'approve, reject: default the one that waits' },
    scope: { value: 'SCOPE', help: 'instantiate: FIRM (default), DESK:NAME or ACCOUNT:NAME' },
    window: { value: '1h|1d|30d', help: 'statistics: default 30d' },
    reason: { value: 'TEXT', help: 'propose, tighten, approve, reject, retire, stress: recorded' },
    proposal: { value: 'FILE-or-ID', help: 'replay: a limits file, or the id of a proposed limit' },
    since: { value: 'DATE', help: 'replay: only tickets from that day on (YYYY-MM-DD)' },
  },
  async run(args, io) {
    const action = actionOf('limits', args, ACTIONS);
    refuseMore('limits', args, ALONE.has(action) ? 1 : 2);
    switch (action) {
      case 'list':
        return withDesk(args, io, { mode: 'existing' }, (desk, actor) => listLimits(desk, actor, args, io));
      case 'export':
        return withDesk(args, io, { mode: 'existing' }, (desk) => exportLimits(desk, args, io));
      case 'import':
        return importLimits(args, io);
      case 'propose':
      case 'tighten':
        return writeLimits(action, args, io);
      case 'approve':
      case 'reject':
        return decideLimit(action, args, io);
      case 'retire':
        return retireLimit(args, io);
      case 'stress':
        return setStress(args, io);
      case 'lint':
        return lintLimits(args, io);
      case 'presets':
        return listPresets(args, io);
      case 'instantiate':
        return instantiate(args, io);
      case 'statistics':
        return showStatistics(args, io);
      case 'review':
        return reviewLimits(args, io);
      case 'replay':
        return replayLimits(args, io);
    }
  },
};
