import { writeSync } from 'node:fs';
import type { JournalRecord } from '#electron/core/ports/journal.ts';
import { decisionRecord } from '#electron/store/journal-records.testing.ts';
import { valueOf } from '#electron/store/temporary-desk.testing.ts';
import type { JournalFaults } from './journal-protocol.ts';
import { openJournal } from './journal.ts';

/** What the process that is to be killed does: write decisions for ever from a number on, or one record. */
export interface ChildTask {
  readonly file: string;
  readonly first: number;
  readonly only?: JournalRecord;
  readonly faults?: JournalFaults;
}

/** Started as `node journal-child.testing.ts TASK`: says `ready`, then one line per acknowledged record. */
const IN_FLIGHT = 32;
const say = (line: string | number): void => void writeSync(1, `${line}\n`);

if (import.meta.main) await run(JSON.parse(process.argv[2] ?? '') as ChildTask);

async function run({ file, first, only, faults }: ChildTask): Promise<void> {
  const journal = valueOf(await openJournal({ file, ...(faults && { faults }) }));
  let next = first;
  say('ready');
  if (only !== undefined) return say(valueOf(await journal.append(only)).seq);
  const stream = async (): Promise<void> => {
    for (;;) {
      const n = next++;
      valueOf(await journal.append(decisionRecord(n)));
      say(n);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, stream));
}
