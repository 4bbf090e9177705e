import type { Decision, Outcome } from '#shared/domain/decision.ts';
import type { NaiveDecision, NaiveOutcome } from './naive-desk.ts';
import { worstStatus } from './worst-status.ts';

const TOLERANCE = 1e-9;
/** The engine's decision as far as the naive one can say what it must be. */
export type ComparedDecision = Pick<Decision, 'verdict' | 'notional' | 'reducing' | 'deskClock' | 'outcomes'>;

function isClose(engine: number | null, naive: number | null, noise = 0): boolean {
  if (engine === null || naive === null) return engine === naive;
  return Math.abs(engine - naive) <= TOLERANCE * Math.max(Math.abs(engine), Math.abs(naive)) + noise;
}

/** Scope as text, so that two can be compared and shown. */
const scopeText = (outcome: Outcome | NaiveOutcome): string =>
  outcome.scope === null ? 'none' : `${outcome.scope.level} ${outcome.scope.key}`;

function numberDifferences(engine: Outcome, naive: NaiveOutcome): string[] {
  const isUnsided = naive.code === 'PRICE_COLLAR' && (naive.notApplicable || naive.missing !== null);
  const utilisationNoise = naive.hard === null || naive.hard === 0 ? 0 : naive.noise / Math.abs(naive.hard);
  const rows: [string, number | null, number | null, number][] = [
    ['before', engine.before, naive.before, naive.noise],
    ['after', engine.after, naive.after, naive.noise],
    ['utilisation', engine.utilisation, naive.utilisation, utilisationNoise],
  ];
  if (!isUnsided) rows.push(['soft', engine.soft, naive.soft, 0], ['hard', engine.hard, naive.hard, 0]);
  return rows
    .filter(([, ours, theirs, noise]) => !isClose(ours, theirs, noise))
    .map(([name, ours, theirs]) => `${name} ${ours}, naive ${theirs}`);
}

function outcomeDifferences(engine: Outcome, naive: NaiveOutcome): string[] {
  const fields: [string, unknown, unknown][] = [
    ['code', engine.code, naive.code],
    ['limitId', engine.limitId, naive.limitId],
    ['limitVersion', engine.limitVersion, naive.limitVersion],
    ['scope', scopeText(engine), scopeText(naive)],
    ['group', engine.group, naive.group],
    ['unit', engine.unit, naive.unit],
    ['notApplicable', engine.notApplicable, naive.notApplicable],
    ['missing', engine.missing === null, naive.missing === null],
  ];
  if (!naive.nearTie) {
    fields.push(['status', engine.status, naive.status], ['exempt', engine.exempt, naive.exempt]);
  }
  const found = fields
    .filter(([, ours, theirs]) => ours !== theirs)
    .map(([name, ours, theirs]) => `${name} ${String(ours)}, naive ${String(theirs)}`);
  const input = engine.missing?.input;
  if (input !== undefined && !naive.allMissing.some((gap) => gap.input === input)) {
    found.push(`missing ${input}, naive ${naive.allMissing.map((gap) => gap.input).join(' or ')}`);
  }
  for (const symbol of naive.proxied) {
    if (!engine.notes.some((note) => note.includes(symbol)))
      found.push(`proxied ${symbol} is not in the notes`);
  }
  return [...found, ...numberDifferences(engine, naive)];
}

/** Outcomes whose status is not compared, because a statistic lies within rounding of what it is compared with. */
export const countNearTies = (naive: NaiveDecision): number =>
  naive.outcomes.filter((outcome) => outcome.nearTie).length;

/**
 * Every way in which a decision of the engine departs from the naive one, as lines to read; none when they agree.
 * Statuses and texts exactly, numbers within 1e-9 relative (statistics: plus what cancellation explains); the named
 * missing input may be any that is missing. A near tie's status is taken from the engine, in the verdict too.
 */
export function differences(engine: ComparedDecision, naive: NaiveDecision): string[] {
  const found: string[] = [];
  if (engine.reducing !== naive.reducing) found.push(`reducing ${engine.reducing}, naive ${naive.reducing}`);
  if (engine.deskClock !== naive.deskClock) found.push(`clock ${engine.deskClock}, naive ${naive.deskClock}`);
  if (!isClose(engine.notional, naive.notional)) {
    found.push(`notional ${engine.notional}, naive ${naive.notional}`);
  }
  const expected = naive.outcomes.map((outcome, row) =>
    outcome.nearTie ? (engine.outcomes[row]?.status ?? outcome.status) : outcome.status,
  );
  const verdict = worstStatus(expected);
  if (engine.verdict !== verdict) found.push(`verdict ${engine.verdict}, naive ${verdict}`);
  const codes = (outcomes: readonly { code: string; limitId: string | null }[]) =>
    outcomes.map(({ code, limitId }) => `${code}:${limitId ?? ''}`).join(' ');
  if (codes(engine.outcomes) !== codes(naive.outcomes)) {
    found.push(`outcomes ${codes(engine.outcomes)}, naive ${codes(naive.outcomes)}`);
    return found;
  }
  for (const [row, outcome] of naive.outcomes.entries()) {
    const ours = engine.outcomes[row];
    if (ours === undefined) continue;
    const name = `${outcome.code} ${outcome.limitId ?? 'default'}`;
    found.push(...outcomeDifferences(ours, outcome).map((line) => `${name}: ${line}`));
  }
  return found;
}
