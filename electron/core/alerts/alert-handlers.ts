import type { alertsProcedures, AlertRuleRow } from '#shared/contract/procedures/alerts.ts';
import type { AlertRule } from '#shared/domain/alert-rule.ts';
import type { EpochMs } from '#shared/domain/ids.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { AlertDesk } from './alert-desk.ts';

export function alertHandlers(
  alerts: AlertDesk,
  reader: Pick<DeskReader, 'deliveries'>,
): HandlersOf<typeof alertsProcedures> {
  return {
    'alerts.list': (input) => alerts.list(input),
    'alerts.deliveries': ({ alertId }) => reader.deliveries(alertId),
    'alerts.acknowledge': async ({ alertIds, note }, actor) => ({
      rows: unwrap(await alerts.act(alertIds, { step: 'ACKNOWLEDGE' }, note, actor)),
    }),
    'alerts.seen': ({ alertIds }) => ({ changed: alerts.see(alertIds) }),
    'alerts.snooze': async ({ alertIds, until, note }, actor) => ({
      rows: unwrap(await alerts.act(alertIds, { step: 'SNOOZE', until: until as EpochMs }, note, actor)),
    }),
    'alerts.resolve': async ({ alertIds, note }, actor) => ({
      rows: unwrap(await alerts.act(alertIds, { step: 'RESOLVE' }, note, actor)),
    }),
    'alerts.rules': () => alerts.rules.list().map(toRow),
    'alerts.saveRule': async ({ rule, expectedVersion }, actor) =>
      toRow(unwrap(await alerts.rules.save(rule, expectedVersion, actor))),
  };
}

/** A rule as the contract's mutable output type; the data is the same. */
const toRow = (rule: AlertRule): AlertRuleRow => ({ ...rule, levels: [...rule.levels] });
