import { SeededRandom } from '#shared/testing/seeded-random.ts';
import type { Ticket } from '#shared/domain/ticket.ts';
import { openSeededDesk, streamDecisions } from './drive-desk.ts';

/** Started as `node kill-child.ts TASK`: says the id of every acknowledged decision, a line each, until it is killed. */
export interface KillTask {
  readonly file: string;
  readonly inFlight: number;
  readonly tickets: readonly Ticket[];
}

if (import.meta.main) {
  const task = JSON.parse(process.argv[2] ?? '') as KillTask;
  const desk = await openSeededDesk(task.file);
  const run = `K${new SeededRandom(process.pid).between(0, 1e9)}`;
  const options = { inFlight: task.inFlight, run, isDone: () => false };
  await streamDecisions(desk, task.tickets, options, ({ decisionId }) =>
    process.stdout.write(`${decisionId}\n`),
  );
}
