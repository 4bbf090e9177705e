import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk, RiskOptions } from '#electron/core/desk/desk.ts';
import { contract, type InputOf, type OutputOf, type ProcedureName } from '#shared/contract/contract.ts';
import { unpackCorrelations } from '#shared/contract/packed-correlations.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import type { RiskReport } from '#shared/quant/risk-report-types.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };
const folder = mkdtempSync(path.join(tmpdir(), 'preflight-risk-'));
const ACCOUNT = 'BETA';
let desk: Desk;

async function call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const parsed = contract[name].input.parse(input) as never;
  return contract[name].output.parse(await desk.handlers[name](parsed, ACTOR)) as OutputOf<N>;
}

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'OK';
  } catch (error) {
    if (error instanceof AppErrorException) return error.error.code;
    throw error;
  }
};

const optionsOf = (changes: Partial<RiskOptions> = {}): RiskOptions => ({
  ...{ account: null, window: 252, confidence: 0.99, horizonDays: 1, overlapping: false },
  ...{ method: 'sample', index: 'SPY', participation: 0.2, missing: 'proxy', nav: null },
  ...{ monteCarlo: null, backtestSessions: null, spectrum: false },
  ...changes,
});

/** The report of the `risk` command. */
function commandReport(changes: Partial<RiskOptions> = {}): RiskReport {
  const report = desk.riskReport(optionsOf(changes));
  if (!report.ok) throw new Error(report.error.what);
  return report.value;
}

const ticket = { account: ACCOUNT, symbol: 'BRLE', side: 'BUY', orderQty: '1000' };

describe('risk of the sample desk', () => {
  beforeAll(async () => {
    const opened = await openDesk({ storeFile: path.join(folder, 'desk.db'), clock: systemClock });
    if (!opened.ok) throw new Error(opened.error.what);
    desk = opened.value;
    await call('desk.loadSample', {});
  }, 60_000);
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([[null], [ACCOUNT]])('report_of_%s_has_the_numbers_of_the_command', async (account) => {
    const said = await call('risk.report', account === null ? {} : { account });
    const report = commandReport({ account });
    const { var: valueAtRisk, undiversifiedVar, sigma, volAnnual, beta, drawdown, topGross } = report;
    expect(said).toMatchObject({
      var: valueAtRisk,
      undiversifiedVar,
      sigma,
      volAnnual,
      beta,
      drawdown,
      topGross,
    });
    expect(said.es).toEqual(commandReport({ account, confidence: 0.975 }).es);
    expect([said.gross, said.net, said.nav, said.hhi, said.leverage]).toEqual([
      report.gross,
      report.net,
      report.nav,
      report.hhiGross,
      report.leverage,
    ]);
    const [first] = said.components;
    const largest = Math.max(...report.bySymbol.map(({ componentVar }) => Math.abs(componentVar ?? 0)));
    expect(Math.abs(first?.componentVar ?? 0)).toBe(largest);
  });

  it('accounts_are_not_the_firm', () => {
    expect(commandReport({ account: ACCOUNT }).gross).toBeLessThan(commandReport().gross);
  });

  it('simulation_has_the_numbers_of_the_command_to_the_bit', async () => {
    const draws = 5_000;
    const said = await call('risk.simulate', { draws, seed: 7, degreesOfFreedom: 5 });
    expect(said).toEqual(commandReport({ monteCarlo: { draws, seed: 7, degreesOfFreedom: 5 } }).monteCarlo);
  });

  it('history_is_the_backtest_of_the_command', async () => {
    const said = await call('risk.history', { sessions: 200 });
    const { backtest } = commandReport({ backtestSessions: 200 });
    expect(said.sessions.length).toBe(200);
    expect(backtest).toMatchObject({ historical: said.historical, parametric: said.parametric });
    const last = said.sessions.at(-1);
    expect(backtest?.newest).toEqual({ loss: -(last?.pnl ?? NaN), valueAtRisk: last?.varHistorical });
    const beyond = said.sessions.filter(({ pnl, varHistorical }) => -pnl > varHistorical).length;
    expect(beyond).toBe(backtest?.historical.exceptions);
    for (const { esHistorical, varHistorical } of said.sessions)
      expect(esHistorical).toBeGreaterThan(varHistorical * 0.5);
    const dates = said.sessions.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
  });

  it('history_longer_than_the_calendar_is_as_long_as_it_can_be', async () => {
    const { sessions } = await call('risk.history', { sessions: 1_000, window: 252 });
    expect(sessions.length).toBe(755 - 252);
    const none = await call('risk.history', { sessions: 20, window: 755 });
    expect(none).toMatchObject({ sessions: [], historical: null });
  });

  it('distribution_counts_every_session_and_marks_the_VaR_of_the_report', async () => {
    const said = await call('risk.distribution', { bins: 20 });
    expect(said.counts.reduce((sum, count) => sum + count, 0)).toBe(252);
    expect(said.cumulative.at(-1)).toBe(1);
    expect(said.valueAtRisk).toBe(commandReport().var.historical);
    expect(said.expectedShortfall).toBe(commandReport({ confidence: 0.975 }).es.historical);
    expect(said.worst.pnl).toBeCloseTo(said.from, 6);
  });

  it('exposures_by_sector_are_the_command_s_and_a_ticket_moves_its_own_group_alone', async () => {
    const said = await call('risk.exposures', { ticket });
    const { sectors } = commandReport();
    const bySector = Object.fromEntries(said.groups.SECTOR.map((row) => [row.group ?? '(none)', row]));
    expect(Object.keys(bySector).toSorted()).toEqual(Object.keys(sectors).toSorted());
    for (const [name, { gross, net, count }] of Object.entries(sectors)) {
      // The command sums floating-point values, these are summed in cents.
      expect(bySector[name]?.before.gross).toBeCloseTo(gross, 0);
      expect(bySector[name]?.before.net).toBeCloseTo(net, 0);
      expect(bySector[name]?.positions).toBe(count);
    }
    const moved = said.groups.SECTOR.filter(({ before, after }) => before.net !== after?.net);
    expect(moved.length).toBe(1);
    expect(said.groups.CURRENCY[0]?.group).toBe('USD');
  });

  it('ticket_of_another_account_does_not_count_and_says_why', async () => {
    const said = await call('risk.exposures', { account: 'ALPHA', ticket });
    expect(said.ticketLack).toEqual({ input: 'account', detail: ACCOUNT });
    expect(said.groups.SECTOR.every(({ after }) => after === null)).toBe(true);
    const unreadable = await call('risk.stress', { ticket: { ...ticket, orderQty: 'many' } });
    expect(unreadable.ticketLack).toEqual({ input: 'orderQty', detail: 'many' });
  });

  it('concentration_is_that_of_the_report', async () => {
    const said = await call('risk.concentration', { top: 10 });
    const { hhiGross, topGross, positions } = commandReport();
    expect(said).toMatchObject({ hhi: hhiGross, positions });
    expect(said.top.length).toBe(10);
    expect(said.top.at(-1)?.cumulative).toBeCloseTo(topGross['10'], 12);
    expect(said.issuerHhi).toBeGreaterThanOrEqual(said.hhi - 1e-12);
  });

  it('stress_has_every_line_of_the_ladder_worst_first_as_the_limit_measures_it', async () => {
    const { lines, ladder } = await call('risk.stress', { ticket });
    expect(ladder).toBe('Standard ladder');
    const losses = lines.map(({ before }) => before ?? Infinity);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    const decision = await call('tickets.preview', { ticket });
    const measured = decision.outcomes.find(
      ({ code, scope }) => code === 'STRESS_LOSS' && scope?.level === 'FIRM',
    );
    if (measured?.unit === 'MONEY') expect(lines[0]?.before).toBeCloseTo(measured.before ?? NaN, 0);
    const sectors = lines.filter(({ id }) => id.startsWith('sector-15: '));
    expect(sectors.length).toBeGreaterThan(5);
    expect(sectors[0]?.title).toMatch(/^One sector 15 % down: /);
    for (const { contributors } of lines)
      expect(contributors.map(({ loss }) => loss)).toEqual(
        contributors.map(({ loss }) => loss).toSorted((a, b) => b - a),
      );
  });

  it('utilisations_are_the_highest_first', async () => {
    const { utilisations } = await call('risk.utilisations', {});
    expect(utilisations.length).toBe(20);
    const used = utilisations.map(({ utilisation }) => utilisation);
    expect(used).toEqual(used.toSorted((a, b) => b - a));
  });

  it('correlations_are_those_of_the_desk_in_the_order_of_clusters', async () => {
    const { symbols, packed, held, strongest, lacking } = await call('risk.correlations', {});
    expect(symbols.length).toBe(held);
    expect(lacking).toEqual([]);
    const rho = unpackCorrelations(symbols.length, packed);
    const matrix = desk.riskMatrix(optionsOf(), 'corr');
    if (!matrix.ok) throw new Error(matrix.error.what);
    const { symbols: names, values } = matrix.value;
    for (const [i, a] of symbols.entries())
      for (const [j, b] of symbols.entries()) {
        const wanted = values[names.indexOf(a) * names.length + names.indexOf(b)] as number;
        if (Math.abs((rho[i * symbols.length + j] as number) - wanted) > 0.0003) expect([a, b]).toEqual([]);
      }
    const [top] = strongest;
    expect(top?.rho).toBeCloseTo(
      rho[symbols.indexOf(top?.a ?? '') * symbols.length + symbols.indexOf(top?.b ?? '')] as number,
      3,
    );
    // Neighbours of the order are alike: more so than pairs taken anywhere.
    const near = symbols.slice(1).map((_, i) => rho[i * symbols.length + i + 1] as number);
    expect(meanOf(near)).toBeGreaterThan(meanOf([...rho]) + 0.1);
  });

  it('same_symbols_named_are_taken_once_and_unknown_ones_refused', async () => {
    const { symbols } = await call('risk.correlations', { symbols: ['BRLE', 'DOHO', 'BRLE'] });
    expect(symbols.toSorted()).toEqual(['BRLE', 'DOHO']);
    expect(await codeOf(call('risk.correlations', { symbols: ['BRLE', 'NONE'] }))).toBe('NOT_FOUND');
  });

  it('unknown_account_and_short_history_are_said', async () => {
    expect(await codeOf(call('risk.report', { account: 'NOBODY' }))).toBe('NOT_FOUND');
    expect(await codeOf(call('risk.stress', { account: 'NOBODY' }))).toBe('NOT_FOUND');
    expect(await codeOf(call('risk.report', { window: 2_000 }))).toBe('MISSING_HISTORY');
  });

  it('simulation_that_is_cancelled_says_so', async () => {
    const running = codeOf(call('risk.simulate', { draws: 1_000_000 }));
    let cancelled = false;
    while (!cancelled) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ({ cancelled } = await call('risk.cancel', {}));
    }
    expect(await running).toBe('CANCELLED');
    expect(await call('risk.cancel', {})).toEqual({ cancelled: false });
  });
});

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
