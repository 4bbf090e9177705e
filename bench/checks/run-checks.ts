import { toReport, type BenchReport } from '../report.ts';
import { answerOf, createDeskUnderTest, deniedShare, rulesOf, type ChecksSize } from './desk-under-test.ts';
import { jsonRulesPeer } from './json-rules-peer.ts';
import type { Peer } from './peer.ts';
import { racePeer } from './race-peer.ts';
import { engineFigures, heapAround, incrementalRiskMicros } from './time-engine.ts';
import { zenPeer } from './zen-peer.ts';

const FULL_SIZE: ChecksSize = {
  symbols: 5_000,
  sessions: 253,
  positionsPerAccount: 1_500,
  tickets: 20_000,
  rounds: 15,
  heapChecks: 2_000_000,
};

/** Tickets that the peer with threads of its own is asked about at once, beside one at a time. */
const IN_FLIGHT = 64;

export interface ChecksPeers {
  readonly zen: Peer;
  readonly jsonRules: Peer;
}

/**
 * How fast the engine decides on one thread, alone and beside two rules engines on the same limits and tickets. Rejects
 * when a peer's status of any limit differs from the engine's for any ticket.
 */
export async function runChecks(
  size: ChecksSize = FULL_SIZE,
  peers: ChecksPeers = { zen: zenPeer, jsonRules: jsonRulesPeer },
): Promise<BenchReport> {
  const desk = createDeskUnderTest(size);
  const { tickets } = desk;
  const figures = engineFigures(desk, size.rounds);
  const incrementalVarMicros = incrementalRiskMicros(desk, size.rounds);
  const heap = heapAround(desk, size.heapChecks);
  const answers = tickets.map((ticket) => answerOf(desk, ticket));
  const rules = rulesOf(desk);
  const zenPerSecond = await racePeer(peers.zen, rules, answers, 1);
  const zenInFlightPerSecond = await racePeer(peers.zen, rules, answers, IN_FLIGHT);
  const jsonRulesPerSecond = await racePeer(peers.jsonRules, rules, answers, 1);
  return toReport(
    'checks',
    {
      ...figures,
      incrementalVarMicros,
      heapGrowth: heap.after / heap.before - 1,
      zenPerSecond,
      zenInFlightPerSecond,
      jsonRulesPerSecond,
      ratioZen: figures.verdictsPerSecond / zenPerSecond,
      ratioZenInFlight: figures.verdictsPerSecond / zenInFlightPerSecond,
      ratioJsonRules: figures.verdictsPerSecond / jsonRulesPerSecond,
      limits: rules.length,
      tickets: tickets.length,
      deniedShare: deniedShare(answers),
    },
    [
      ['verdictsPerSecond', '>=', 300_000],
      ['withMaxQtyPerSecond', '>=', 50_000],
      ['p99Micros', '<=', 20],
      ['incrementalVarMicros', '<=', 5],
      ['ratioZen', '>=', 20],
      ['ratioJsonRules', '>=', 60],
    ],
    NOTES,
  );
}

const NOTES = [
  'A verdict gathers the ticket, measures every value before and after it and judges every control; medians of rounds.',
  'Peers are given those measured values as facts and only their rules are timed, which favours them.',
  `zenInFlight asks about ${IN_FLIGHT} tickets at once, which lets that engine use a second thread.`,
  'Every status of every limit was compared for every ticket and is equal.',
  'verdictCpuMicros is processor time, which other work on the machine lengthens less than the clock.',
  'p50 and p99 contain one reading of the clock, timerMicros.',
];
