import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import { ACTOR, actorNamed, openTestDesk, type TestDesk } from '../desk/test-desk.testing.ts';

let test: TestDesk;
beforeEach(async () => {
  test = await openTestDesk();
});
afterEach(async () => {
  await test.close();
  test.remove();
});

type Row = OutputOf<'audit.records'>['records'][number];
const ticket = (symbol: string, orderQty = '100') => ({ account: 'MAIN', symbol, side: 'BUY', orderQty });
const find = async (filter: InputOf<'audit.records'>['filter']): Promise<Row[]> =>
  (await test.must('audit.records', { filter })).records;
const kinds = (rows: readonly Row[]) => rows.map(({ kind }) => kind);

describe('reading the log', () => {
  it('gives the newest first, in pages that join without a gap or a repeat', async () => {
    for (let i = 0; i < 5; i++) await test.must('tickets.validate', { ticket: ticket('AAA', `${i + 1}`) });
    const all = (await test.must('audit.records', {})).records.map(({ seq }) => seq);
    const paged: number[] = [];
    let before: number | null | undefined;
    do {
      const page: OutputOf<'audit.records'> = await test.must('audit.records', {
        limit: 2,
        ...(before && { before }),
      });
      paged.push(...page.records.map(({ seq }) => seq));
      before = page.next;
    } while (before !== null);
    expect(all).toHaveLength(6);
    expect(paged).toEqual(all);
    expect(all).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('a decision is about its ticket and what binds it, and says its verdict and whether it was sent', async () => {
    await test.must('tickets.send', { ticket: ticket('AAA', '5000'), idempotencyKey: 'key-00000001' });
    await test.must('tickets.send', { ticket: ticket('BBB', '10'), idempotencyKey: 'key-00000002' });
    const [sent, denied] = await find({ kinds: ['DECISION'] });
    expect(denied).toMatchObject({ outcome: 'BLOCK', sent: false, actor: 'ann' });
    expect(sent).toMatchObject({ outcome: 'PASS', sent: true });
    expect(denied?.about).toContainEqual({ type: 'CONTROL', key: 'MAX_POSITION_NOTIONAL' });
    expect(sent?.about).toContainEqual({ type: 'SYMBOL', key: 'BBB' });
    const decision = await test.must('decisions.get', { decisionId: sent?.decisionId ?? '' });
    expect(decision.verdict).toBe('PASS');
  });

  it('finds by actor, object, text in any case and time', async () => {
    await test.must('tickets.validate', { ticket: ticket('AAA') });
    test.advance(60_000);
    await test.mustAs(actorNamed('bob'), 'tickets.validate', { ticket: ticket('BBB') });
    const halt = { level: 'SYMBOL', key: 'BBB', state: 'HALTED', reason: 'Runaway 100% sure' } as const;
    await test.must('states.set', halt);
    expect(kinds(await find({ actor: 'bob' }))).toEqual(['DECISION']);
    expect(kinds(await find({ object: { type: 'SYMBOL', key: 'BBB' } }))).toEqual(['STATE', 'DECISION']);
    expect(await find({ object: { type: 'ACCOUNT', key: 'BBB' } })).toEqual([]);
    expect(kinds(await find({ text: 'rUNAWAY 100%' }))).toEqual(['STATE']);
    expect(await find({ text: 'runaway 100_' })).toEqual([]);
    const [state, first] = [(await find({ kinds: ['STATE'] }))[0], (await find({ actor: 'ann' })).at(-2)];
    expect(kinds(await find({ from: state?.at ?? 0 }))).toEqual(['STATE', 'DECISION']);
    expect(await find({ from: (first?.at ?? 0) + 1, until: (state?.at ?? 0) - 1 })).toEqual([]);
  });

  it('control the ticket passed is not what its decision is about', async () => {
    await test.must('tickets.validate', { ticket: ticket('AAA', '5000') });
    expect(kinds(await find({ object: { type: 'CONTROL', key: 'MAX_POSITION_NOTIONAL' } }))).toContain(
      'DECISION',
    );
    expect(kinds(await find({ object: { type: 'CONTROL', key: 'GROSS_EXPOSURE' } }))).not.toContain(
      'DECISION',
    );
  });

  it('a limit that is changed shows each field before and after', async () => {
    const [row] = await test.must('limits.list', {});
    if (row === undefined) throw new Error('the desk has no limit');
    const { limitId, control, scope, unit } = row;
    const limit = { limitId, control, scope, unit, currency: 'USD', hard: '900000', soft: '900000' };
    await test.must('limits.tighten', { limit, reason: 'less today' });
    const [written] = await find({ kinds: ['LIMITS'] });
    expect(written).toMatchObject({ reason: 'less today', about: [{ type: 'LIMIT', key: limitId }, {}] });
    const { changes, mac } = await test.must('audit.record', { seq: written?.seq ?? 0 });
    expect(changes).toContainEqual({ of: limitId, field: 'hard', before: row.hard, after: '900000' });
    expect(changes.map(({ field }) => field)).not.toContain('control');
    expect(mac).toMatch(/^[0-9a-f]{64}$/);
    expect(await test.call('audit.record', { seq: 99 })).toBe('NOT_FOUND');
  });

  it('lists what people did about alerts, and a rule with each field before and after', async () => {
    const rules = await test.must('alerts.rules', {});
    const rule = rules.find(({ ruleId }) => ruleId === 'limit-use');
    if (rule === undefined) throw new Error('no rule of that name is delivered');
    const { version, ...fields } = rule;
    await test.must('alerts.saveRule', {
      rule: { ...fields, enabled: false },
      expectedVersion: version,
    });
    const [row] = await find({ kinds: ['ALERT_RULE'] });
    expect(row).toMatchObject({ kind: 'ALERT_RULE', outcome: 'CHANGED' });
    const { changes } = await test.must('audit.record', { seq: row?.seq ?? 0 });
    expect(changes).toContainEqual({
      of: 'rule limit-use',
      field: 'enabled',
      before: 'true',
      after: 'false',
    });
  });

  it('remembers when the log was verified last', async () => {
    expect(await test.must('audit.facts', {})).toMatchObject({ records: 1, verified: null });
    await test.must('audit.verify', {});
    const { verified } = await test.must('audit.facts', {});
    expect(verified).toMatchObject({ ok: true, problems: [] });
  });

  it('only who operates the desk takes the log away', async () => {
    const viewer = { ...ACTOR, capabilities: new Set(['VIEW'] as const) };
    expect(await test.callAs(viewer, 'audit.export', {})).toBe('FORBIDDEN');
    expect(await test.callAs(viewer, 'audit.exportPiece', { exportId: 'x', offset: 0 })).toBe('FORBIDDEN');
  });
});
