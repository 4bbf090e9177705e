import { afterEach, expect, it } from 'vitest';
import { countStatements } from './count-statements.ts';
import { openStore } from './open-store.ts';
import { temporaryDesk, valueOf } from './temporary-desk.testing.ts';

const { file, remove } = temporaryDesk();
afterEach(remove);

it('every way to run a statement counts once, whatever it answers with', () => {
  const db = valueOf(openStore(file));
  const count = countStatements(db);
  const numbers = db.prepare('SELECT ? UNION SELECT 2');
  expect(count()).toBe(0);
  expect(numbers.pluck().all(1)).toEqual([1, 2]);
  expect(numbers.pluck().get(1)).toBe(1);
  expect(count()).toBe(2);
  expect([...numbers.raw().iterate(1)]).toEqual([[1], [2]]);
  expect(count()).toBe(3);
  db.prepare("INSERT INTO accounts VALUES ('MAIN', 'DESK', 'USD', 1, 1, 1)").run();
  expect(db.prepare('SELECT account FROM accounts').pluck().all()).toEqual(['MAIN']);
  expect(count()).toBe(5);
  db.close();
});
