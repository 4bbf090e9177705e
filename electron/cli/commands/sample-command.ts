import { DONE } from '../exit-code.ts';
import { refuseMore } from '../option-values.ts';
import { renderImportReport } from '../render-import-report.ts';
import { withDesk } from '../with-desk.ts';
import type { Command } from './command.ts';

export const sampleCommand: Command = {
  usage: '[OPTIONS]',
  summary: 'loads the bundled sample desk',
  options: {},
  async run(args, io) {
    refuseMore('sample', args, 0);
    return withDesk(args, io, { mode: 'create' }, async (desk, actor) => {
      const report = await desk.handlers['desk.loadSample']({}, actor);
      await io.write(args.has('json') ? `${JSON.stringify(report)}\n` : renderImportReport(report));
      return DONE;
    });
  },
};
