import { STATUSES, type Status } from '#shared/domain/decision.ts';
import { median } from '../statistics.ts';
import type { Answer } from './desk-under-test.ts';
import type { OpenPeer, Peer, PeerRule } from './peer.ts';

const CHUNK = 500;

/**
 * Decisions a second of a peer over the same tickets, median of chunks, the first left out as warm-up when there are
 * more. `inFlight` tickets are asked about at once. Throws when it differs in the status of any limit of any ticket.
 */
export async function racePeer(
  peer: Peer,
  rules: readonly PeerRule[],
  answers: readonly Answer[],
  inFlight: number,
): Promise<number> {
  const open = peer.open(rules);
  const prepared = answers.map(({ facts }) => open.prepare(facts));
  const rates: number[] = [];
  for (let from = 0; from < prepared.length; from += CHUNK) {
    const chunk = prepared.slice(from, from + CHUNK);
    const started = process.hrtime.bigint();
    const given = await answersOf(open, chunk, inFlight);
    rates.push((chunk.length * 1e9) / Number(process.hrtime.bigint() - started));
    given.forEach((answer, i) => assertEqual(peer, open.statusesOf(answer), answers[from + i], rules));
  }
  return median(rates.length > 1 ? rates.slice(1) : rates);
}

async function answersOf(open: OpenPeer, prepared: readonly unknown[], inFlight: number): Promise<unknown[]> {
  const answers: unknown[] = [];
  if (inFlight === 1) {
    for (const facts of prepared) answers.push(await open.evaluate(facts));
    return answers;
  }
  for (let from = 0; from < prepared.length; from += inFlight) {
    const asked = prepared.slice(from, from + inFlight).map((facts) => open.evaluate(facts));
    answers.push(...(await Promise.all(asked)));
  }
  return answers;
}

/** Exempt breaches are warnings in both. Throws with the limit and both statuses where they differ. */
function assertEqual(
  peer: Peer,
  theirs: readonly Status[],
  ours: Answer | undefined,
  rules: readonly PeerRule[],
): void {
  if (ours === undefined) throw new RangeError(`${peer.name} answered a ticket that was not asked about`);
  rules.forEach(({ limitId }, i) => {
    if (theirs[i] === ours.statuses[i]) return;
    throw new Error(`${peer.name} says ${theirs[i]} where the engine says ${ours.statuses[i]} of ${limitId}`);
  });
  const worst = STATUSES[Math.max(...theirs.map((status) => STATUSES.indexOf(status)))];
  if (worst !== ours.verdict)
    throw new Error(`${peer.name}'s verdict is ${worst}, the engine's ${ours.verdict}`);
}
