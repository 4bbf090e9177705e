import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Measure } from '#shared/controls/measure.ts';
import { median, quantile } from '../statistics.ts';
import { verdictOf, type DeskUnderTest } from './desk-under-test.ts';

const WARM_UP_ROUNDS = 4;
/** Every so many heap checks the quantity boundary is searched too. */
const BOUNDARY_EVERY = 20;

/** Calls a second of `one` over all tickets: the median round after a warm-up. */
function ratePerSecond(desk: DeskUnderTest, rounds: number, one: (place: number) => void): number {
  const rates: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const started = process.hrtime.bigint();
    for (let i = 0; i < desk.tickets.length; i++) one(i);
    if (round >= 0) rates.push((desk.tickets.length * 1e9) / Number(process.hrtime.bigint() - started));
  }
  return median(rates);
}

/** Processor time of one call, microseconds, over all tickets once. */
function cpuMicros(desk: DeskUnderTest, one: (place: number) => void): number {
  const before = process.threadCpuUsage();
  for (let i = 0; i < desk.tickets.length; i++) one(i);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / desk.tickets.length;
}

/** Microseconds of single verdicts, each between two readings of the clock, and of two readings with nothing between. */
function latencies(desk: DeskUnderTest, rounds: number): { p50: number; p99: number; timer: number } {
  const { tickets } = desk;
  const micros = new Float64Array(tickets.length * rounds);
  const empty = new Float64Array(micros.length);
  for (let i = 0; i < micros.length; i++) {
    const ticket = tickets[i % tickets.length];
    if (ticket === undefined) continue;
    const started = process.hrtime.bigint();
    const read = process.hrtime.bigint();
    verdictOf(desk, ticket);
    const ended = process.hrtime.bigint();
    micros[i] = Number(ended - read) / 1e3;
    empty[i] = Number(read - started) / 1e3;
  }
  return { p50: quantile(micros, 0.5), p99: quantile(micros, 0.99), timer: quantile(empty, 0.5) };
}

export type EngineFigures = Readonly<
  Record<
    | 'verdictsPerSecond'
    | 'verdictCpuMicros'
    | 'withMaxQtyPerSecond'
    | 'p50Micros'
    | 'p99Micros'
    | 'timerMicros',
    number
  >
>;

/** How fast verdicts are, without and with the quantity boundary, and how long single ones take. */
export function engineFigures(desk: DeskUnderTest, rounds: number): EngineFigures {
  const { tickets, check, evaluation } = desk;
  const verdict = (i: number): void => {
    const ticket = tickets[i];
    if (ticket !== undefined) verdictOf(desk, ticket);
  };
  const verdictsPerSecond = ratePerSecond(desk, rounds, verdict);
  const verdictCpuMicros = cpuMicros(desk, verdict);
  const withMaxQtyPerSecond = ratePerSecond(desk, rounds, (i) => {
    verdict(i);
    evaluation.findMaxQuantity(check);
  });
  const { p50, p99, timer } = latencies(desk, Math.min(rounds, 5));
  return {
    verdictsPerSecond,
    verdictCpuMicros,
    withMaxQtyPerSecond,
    p50Micros: p50,
    p99Micros: p99,
    timerMicros: timer,
  };
}

/** Microseconds of one ticket's VaR and shortfall after the trade, its check's preparation included. */
export function incrementalRiskMicros(desk: DeskUnderTest, rounds: number): number {
  const { plan, check, now, tickets } = desk;
  const out = new Measure();
  const limits = plan.entries
    .flatMap((entry) => (entry.gate === null ? entry.limits : []))
    .filter(({ control }) => control.code === 'VAR_HISTORICAL' || control.code === 'EXPECTED_SHORTFALL');
  if (limits.length !== 2) throw new Error('the plan has not one VaR and one shortfall limit');
  const rate = ratePerSecond(desk, rounds, (i) => {
    const ticket = tickets[i];
    if (ticket === undefined) return;
    check.prepare(ticket, plan, now, now * 1_000);
    check.measureAt(check.n);
    for (const limit of limits) {
      limit.control.measure(check, limit, out);
      if (out.kind !== 'STATISTIC') throw new Error(`${limit.control.code} is ${out.kind}`);
    }
  });
  return 1e6 / rate;
}

/** Bytes of the collected heap before and after so many checks, some with their boundary. */
export function heapAround(desk: DeskUnderTest, checks: number): { before: number; after: number } {
  const run = (count: number): void => {
    for (let i = 0; i < count; i++) {
      const ticket = desk.tickets[i % desk.tickets.length];
      if (ticket === undefined) continue;
      verdictOf(desk, ticket);
      if (i % BOUNDARY_EVERY === 0) desk.evaluation.findMaxQuantity(desk.check);
    }
  };
  run(desk.tickets.length);
  const before = collectedHeap();
  run(checks);
  return { before, after: collectedHeap() };
}

function collectedHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
