import type { CatalogueEntry, DeskStatus } from '#shared/contract/contract.ts';
import type { deskProcedures } from '#shared/contract/procedures/desk.ts';
import { AppErrorException, appError } from '#shared/errors/app-error.ts';
import type { Comparison } from '#shared/controls/control.ts';
import { describeParams } from '#shared/controls/describe-params.ts';
import { CONTROLS } from '#shared/controls/registry.ts';
import type { Actor } from './actor.ts';
import type { DeskContext } from './desk-context.ts';
import type { HandlersOf } from './handlers.ts';
import type { ImportDesk } from './import-desk.ts';
import { unwrap } from './unwrap.ts';

export function deskHandlers(
  { deps, state, announceEverything }: DeskContext,
  imports: ImportDesk,
  status: (actor: Actor) => DeskStatus,
): HandlersOf<typeof deskProcedures> {
  return {
    'desk.status': (_input, actor) => status(actor),
    'desk.loadSample': async (_input, actor) => {
      if (state.book.accounts.size > 0) {
        const todo = 'Open a new store for the sample.';
        throw new AppErrorException(
          appError('CONFLICT', 'this desk already holds accounts', deps.storeName, todo),
        );
      }
      const staged = unwrap(await imports.stage({ paths: [deps.sampleFolder], uploadId: null }, {}, actor));
      const report = unwrap(await imports.accept(staged.importId, actor));
      announceEverything(actor);
      return report;
    },
    'controls.catalogue': () => catalogue(),
  };
}

const isGrouped = ({ grouping, exposures }: Comparison): boolean =>
  grouping !== undefined || exposures === 'FACTORS';

function catalogue(): CatalogueEntry[] {
  return Object.values(CONTROLS).map((control) => ({
    code: control.code,
    group: control.group,
    title: control.title,
    formula: control.formula,
    units: control.kind === 'COMPARISON' ? [...control.units] : [],
    minimum: control.kind === 'COMPARISON' && control.minimum,
    alwaysOn: control.alwaysOn,
    ratioOf: (control.kind === 'COMPARISON' && control.ratioOf) || null,
    params: control.kind === 'COMPARISON' ? describeParams(control) : [],
    grouped: control.kind === 'COMPARISON' && isGrouped(control),
  }));
}
