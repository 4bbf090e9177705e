import type { CommitStep, EntryOutcome } from '#electron/store/journal-store.ts';
import type { JournalFaults } from './journal-protocol.ts';

/** Long enough that a process killed at a random moment is often killed inside it. */
const PREMATURE_MS = 3;

/**
 * The COMMIT of the n-th batch as the planted faults want it; the plain one when nothing is planted for it.
 * `acknowledge` answers the batch early, for the mutant that must be caught.
 */
export function faultyCommit(
  faults: JournalFaults,
  batch: number,
  acknowledge: (outcomes: readonly EntryOutcome[]) => void,
): CommitStep {
  return (commit, outcomes) => {
    if (faults.exitMidBatch === batch) process.exit(1);
    if (faults.stall?.batch === batch) sleep(faults.stall.ms);
    if (faults.acknowledgeBeforeCommit === true) {
      acknowledge(outcomes);
      sleep(PREMATURE_MS);
    }
    const failing = faults.failCommit?.batch === batch ? faults.failCommit : undefined;
    if (failing?.written !== 'before') commit();
    if (failing !== undefined) throw new Error('planted: disk I/O error');
  };
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
