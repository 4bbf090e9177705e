import { writeSync } from 'node:fs';
import type { Actor } from '#electron/core/desk/actor.ts';
import type { Desk } from '#electron/core/desk/desk.ts';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { build } from '#shared/testing/builders.ts';
import type { AccountId, ClOrdId } from '#shared/domain/ids.ts';
import { openDesk } from './open-desk.ts';
import { systemClock } from './system-clock.ts';

/** What a whole desk that is to be killed does: decide, send and cancel for ever, or import a folder once. */
export interface DeskTask {
  readonly file: string;
  /** Goes into every ClOrdID, so that those of several lives differ. */
  readonly life: number;
  /** Import this folder instead of deciding tickets. */
  readonly folder?: string;
  /** The mutant a test must catch: says that a ticket is sent before it is. */
  readonly saysTooEarly?: boolean;
}

const STREAMS = 16;
const ACTOR: Actor = {
  user: 'ann',
  capabilities: new Set(['VIEW', 'TRADE', 'MANAGE_LIMITS', 'APPROVE_LIMITS', 'IMPORT', 'OPERATE']),
  origin: 'cli',
};
const say = (line: string): void => void writeSync(1, `${line}\n`);

if (import.meta.main) await run(JSON.parse(process.argv[2] ?? '') as DeskTask);

/** Started as `node desk-child.testing.ts TASK`: says `ready`, then a line for each answer it got. */
async function run(task: DeskTask): Promise<void> {
  const opened = await openDesk({ storeFile: task.file, clock: systemClock });
  if (!opened.ok) throw new AppErrorException(opened.error);
  say('ready');
  if (task.folder !== undefined) return importOnce(opened.value, task.folder);
  await Promise.all(Array.from({ length: STREAMS }, (_, stream) => tradeForever(opened.value, task, stream)));
}

/** Says `decided ID`, `sent ID` and `cancelled ID`, each with the ClOrdID. */
async function tradeForever(desk: Desk, { life, saysTooEarly }: DeskTask, stream: number): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `K${life}-${stream}-${n}` as ClOrdId;
    const ticket = build.ticket('X', 1, { account: 'A' as AccountId, clOrdId: id });
    const send = n % 2 === 0;
    if (saysTooEarly === true && send) say(`sent ${id}`);
    const answer = await desk.decide(ticket, { send, acknowledgement: null }, ACTOR);
    if (!answer.ok) throw new AppErrorException(answer.error);
    if (answer.value.verdict !== 'PASS') throw new Error(JSON.stringify(answer.value));
    say(`${send ? 'sent' : 'decided'} ${id}`);
    if (!send) continue;
    await desk.handlers['tickets.cancel']({ clOrdId: id }, ACTOR);
    say(`cancelled ${id}`);
    await changeOne(desk, id, stream === 0);
  }
}

/**
 * A basket of two, the first replaced and then expired: says `basket`, `replaced` and `expired`, each with the ClOrdID
 * of what it was about. With a fill, that is made and busted in between: `busted` and the execution's id.
 */
async function changeOne(desk: Desk, id: string, withFill: boolean): Promise<void> {
  const ticket = (clOrdId: string, orderQty = '1') => ({
    clOrdId,
    account: 'A',
    symbol: 'X',
    side: 'BUY',
    orderQty,
    ordType: 'MARKET',
    timeInForce: 'DAY',
    trader: '',
    strategy: '',
  });
  const basket = await desk.handlers['baskets.send'](
    {
      tickets: [ticket(`${id}a`), ticket(`${id}b`)],
      mode: 'sequential',
      allOrNone: true,
      idempotencyKey: `basket-${id}`,
    },
    ACTOR,
  );
  if (basket.sent !== 2) throw new Error(JSON.stringify(basket));
  say(`basket ${id}a`);
  const replacement = {
    origClOrdId: `${id}a`,
    ticket: ticket(`${id}c`, '2'),
    idempotencyKey: `replace-${id}`,
  };
  await desk.handlers['tickets.replace'](replacement, ACTOR);
  say(`replaced ${id}a`);
  if (withFill) {
    const fill = { execId: `E${id}`, clOrdId: `${id}c`, lastQty: '1', lastPx: '100' };
    await desk.handlers['executions.record'](fill, ACTOR);
    await desk.handlers['executions.bust']({ execId: `E${id}`, reason: 'erroneous' }, ACTOR);
    say(`busted E${id}`);
  }
  await desk.handlers['tickets.expire']({ clOrdId: `${id}c` }, ACTOR);
  say(`expired ${id}c`);
  await desk.handlers['tickets.cancel']({ clOrdId: `${id}b` }, ACTOR);
}

/** Imports what the folder holds once, and says what became of it. */
async function importOnce(desk: Desk, folder: string): Promise<void> {
  const { importId } = await desk.handlers['imports.stage']({ paths: [folder] }, ACTOR);
  const { state } = await desk.handlers['imports.accept']({ importId }, ACTOR);
  say(state);
  await desk.close();
}
