import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import { unpackFigures } from '#shared/contract/packed-figures.ts';
import { CAPABILITIES } from '#shared/contract/procedure.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

const ACTOR: Actor = { user: 'ann', capabilities: new Set(CAPABILITIES), origin: 'cli' };

describe('the figures of the sample book', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-figures-'));
  let desk: Desk;
  beforeAll(async () => {
    desk = valueOf(await openDesk({ storeFile: path.join(folder, 'desk.db'), clock: systemClock }));
    await desk.handlers['desk.loadSample']({}, ACTOR);
  }, 120_000);
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const figuresOf = async (account?: string) =>
    unpackFigures(await desk.handlers['book.figures']({ account }, ACTOR));

  it('are those of the risk report, and the components sum to the VaR of the book asked for', async () => {
    const { rows, valueAtRisk, confidence } = await figuresOf();
    const report = valueOf(
      desk.riskReport({
        window: 252,
        confidence,
        horizonDays: 1,
        overlapping: false,
        method: 'sample',
        index: 'SPY',
        participation: 0.2,
        missing: 'proxy',
        nav: null,
        account: null,
        monteCarlo: null,
        backtestSessions: null,
        spectrum: false,
      }),
    );
    expect(valueAtRisk).toBeCloseTo(report.var.parametric ?? 0, 4);
    for (const { symbol, marginalVar, componentVar } of report.bySymbol) {
      const own = rows.filter((row) => row.symbol === symbol);
      const component = own.reduce((sum, row) => sum + (row.componentVar ?? NaN), 0);
      expect(component).toBeCloseTo(componentVar ?? NaN, 4);
      expect(own[0]?.marginalVar).toBeCloseTo(marginalVar ?? NaN, 10);
    }
    expect(report.bySymbol.length).toBeGreaterThan(100);
    for (const account of ['ALPHA', undefined]) {
      const book = await figuresOf(account);
      const sum = book.rows.reduce((total, row) => total + (row.componentVar ?? 0), 0);
      expect(sum).toBeCloseTo(book.valueAtRisk ?? NaN, 4);
    }
  });

  it('the days to sell a position are those of the risk report where one account holds it', async () => {
    const { rows } = await figuresOf();
    const [row] = rows.filter(
      ({ symbol, liquidityDays }) =>
        liquidityDays !== null && rows.filter((other) => other.symbol === symbol).length === 1,
    );
    const view = (await desk.handlers['book.rows']({ limit: 1_000 }, ACTOR)).rows.find(
      ({ symbol }) => symbol === row?.symbol,
    );
    const bars = await desk.handlers['instruments.bars']({ symbol: row?.symbol ?? '', sessions: 20 }, ACTOR);
    const adv = bars.reduce((sum, { volume }) => sum + (volume ?? NaN), 0) / 20;
    expect(row?.liquidityDays).toBeCloseTo(Math.abs(view?.quantity ?? NaN) / (0.2 * adv), 10);
    const [last, before] = [bars.at(-1)?.close ?? NaN, bars.at(-2)?.close ?? NaN];
    expect(row?.dayPnl).toBeCloseTo((view?.quantity ?? NaN) * (last - before), 4);
  });
});
