import path from 'node:path';
import { mkdtempSync } from 'node:fs';
import { openDeskReader } from '#electron/store/sqlite-desk-reader.ts';
import { DeskState } from '#electron/core/desk/desk-state.ts';
import { rawDatabase } from '#electron/store/temporary-desk.testing.ts';
import { openSeededDesk } from '/work/main/bench/durable/drive-desk.ts';
import { seedDeskFile } from '/work/main/bench/durable/seed-desk-file.ts';
import { manyLimits } from '/work/main/bench/ui/many-limits.ts';
const store = path.join(mkdtempSync('/tmp/rows-'), 'd.db');
seedDeskFile(store, { symbols: 5000, sessions: 253, positionsPerAccount: 1500, tickets: 5 } as any);
const d: any = await openSeededDesk(store, manyLimits(25, []));
await (d.close?.() ?? d.desk.close());
const opened: any = openDeskReader(store);
const reader = opened.value ?? opened;
const src: any = { reader, clock: { now: () => Date.now(), monotonicMicros: () => performance.now() * 1e3 }, baseCurrency: 'USD', asOf: null, calendars: [], stressLadder: { scenarios: [] }, journal: { depth: 0, drained: async () => {} } };
let t = performance.now(); const state = new DeskState(src); console.log('first', (performance.now() - t).toFixed(0));
const time = (name: string) => { const t = performance.now(); state.load(); console.log(name, (performance.now() - t).toFixed(0)); };
for (let i = 0; i < 4; i++) time('nothing new');
const db = rawDatabase(store);
const last = db.prepare('select max(date) from bars').pluck().get() as number;
const seq = db.prepare('select max(seq) from audit').pluck().get() as number;
for (let i = 0; i < 4; i++) { db.exec('delete from bar_changes'); db.prepare('insert into bar_changes values (?, ?)').run(i % 2 ? seq : seq - 1 > 0 ? seq : seq, last); (state as any); time('last day changed'); }
if (process.argv[2]) { for (let i = 0; i < 10; i++) state.load(); }
process.exit(0);
