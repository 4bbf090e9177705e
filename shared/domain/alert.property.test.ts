import { describe, expect, it } from 'vitest';
import { fc } from '#shared/testing/seeded-check.testing.ts';
import {
  escalate,
  raiseAgain,
  see,
  take,
  waitsForSomebody,
  wake,
  type Alert,
  type AlertId,
  type Occurrence,
} from './alert.ts';
import { ALERT_KINDS, KIND_FACTS, SEVERITIES, severityRank } from './alert-rule.ts';
import type { EpochMs } from './ids.ts';

const SUBJECT = { decisionId: null, limitId: null, control: null, symbol: null, detail: '' };
const COOLDOWN = 60;
const RULE = { cooldownSeconds: COOLDOWN };

const first = (kind: Alert['kind'], severity: Alert['severity'], value: number): Alert => ({
  alertId: 1 as AlertId,
  ruleId: 'r',
  title: 'R',
  kind,
  key: 'k',
  scope: { level: 'FIRM', key: '*' },
  severity,
  state: 'NEW',
  escalated: false,
  snoozedUntil: null,
  count: 1,
  value,
  threshold: 0,
  firstAt: 0 as EpochMs,
  lastAt: 0 as EpochMs,
  raisedAt: 0 as EpochMs,
  subject: SUBJECT,
  acknowledged: null,
  resolved: null,
});

type Step =
  | { readonly do: 'RAISE'; readonly severity: Alert['severity']; readonly value: number }
  | { readonly do: 'ACKNOWLEDGE' | 'RESOLVE' | 'SNOOZE' | 'SEE' | 'ESCALATE' | 'WAKE' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('RAISE' as const),
    severity: fc.constantFrom(...SEVERITIES),
    value: fc.integer({ min: 0, max: 5 }),
  }),
  fc.record({
    do: fc.constantFrom('ACKNOWLEDGE', 'SNOOZE', 'SEE', 'ESCALATE', 'WAKE', 'RESOLVE'),
  } as const),
);

function after(alert: Alert, one: Step, at: EpochMs): Alert {
  const act = { by: 'ann', at, note: '' };
  switch (one.do) {
    case 'RAISE':
      return raiseAgain(alert, occurrence(one.severity, one.value, at), RULE);
    case 'SEE':
      return see(alert);
    case 'ESCALATE':
      return escalate(alert, at);
    case 'WAKE':
      return wake(alert, at);
    case 'SNOOZE':
      return take(alert, { step: 'SNOOZE', until: (at + 1_000) as EpochMs }, act);
    case 'ACKNOWLEDGE':
    case 'RESOLVE':
      return take(alert, { step: one.do }, act);
  }
}

const occurrence = (severity: Alert['severity'], value: number, at: number): Occurrence => ({
  at: at as EpochMs,
  value,
  threshold: value,
  severity,
  subject: SUBJECT,
});

describe('an alert', () => {
  it('counts every occurrence, and never gets better while it is open, whatever happens in whatever order', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ALERT_KINDS),
        fc.array(fc.tuple(step, fc.integer({ min: 0, max: 90 })), { maxLength: 40 }),
        (kind, steps) => {
          let alert = first(kind, 'INFO', 0);
          let [raises, at] = [1, 0];
          for (const [one, seconds] of steps) {
            at += seconds * 1_000;
            const before = alert;
            alert = after(before, one, at as EpochMs);
            if (one.do === 'RAISE') raises++;
            expect(alert.count).toBe(raises);
            expect(severityRank(alert.severity)).toBeGreaterThanOrEqual(severityRank(before.severity));
            expect(alert.value).toBeGreaterThanOrEqual(before.value);
            // Nobody's work is undone but by something worse, or by the end of a snooze.
            if (before.state === 'ACKNOWLEDGED' && alert.state === 'NEW' && one.do === 'RAISE') {
              const isMoreSevere = severityRank(one.severity) > severityRank(before.severity);
              const isNews = KIND_FACTS[kind].repeats !== 'LEVEL' || one.value > before.value;
              expect(isMoreSevere || (isNews && at - before.raisedAt >= COOLDOWN * 1_000)).toBe(true);
            }
            // What becomes more severe waits for somebody, snoozed or acknowledged as it was.
            if (severityRank(alert.severity) > severityRank(before.severity) && before.state !== 'RESOLVED')
              expect(waitsForSomebody(alert)).toBe(true);
          }
        },
      ),
    );
  });

  it('is acknowledged by the first who does, and acknowledging deletes nothing', () => {
    const alert = first('THRESHOLD', 'WARNING', 0.9);
    const once = take(alert, { step: 'ACKNOWLEDGE' }, { by: 'ann', at: 5 as EpochMs, note: 'mine' });
    expect(once).toMatchObject({
      state: 'ACKNOWLEDGED',
      acknowledged: { by: 'ann', at: 5, note: 'mine' },
      count: 1,
    });
    expect(take(once, { step: 'ACKNOWLEDGE' }, { by: 'bob', at: 6 as EpochMs, note: '' })).toBe(once);
    const again = raiseAgain(once, occurrence('CRITICAL', 1, 7), RULE);
    expect(again).toMatchObject({ state: 'NEW', acknowledged: { by: 'ann' }, value: 1, count: 2 });
  });

  it.each([
    ['a worse value after the cooldown', 'THRESHOLD', 0.95, COOLDOWN, 'NEW'],
    ['a worse value within the cooldown', 'THRESHOLD', 0.95, COOLDOWN - 1, 'ACKNOWLEDGED'],
    ['the same value after the cooldown', 'THRESHOLD', 0.9, COOLDOWN, 'ACKNOWLEDGED'],
    ['another event after the cooldown', 'TRADING_STATE', 0.9, COOLDOWN, 'NEW'],
    ['another event within the cooldown', 'TRADING_STATE', 0.9, COOLDOWN - 1, 'ACKNOWLEDGED'],
  ] as const)('that is acknowledged and meets %s is %s %d %d -> %s', (_, kind, value, seconds, state) => {
    const act = { by: 'ann', at: 0 as EpochMs, note: '' };
    const alert = take(first(kind, 'WARNING', 0.9), { step: 'ACKNOWLEDGE' }, act);
    expect(raiseAgain(alert, occurrence('WARNING', value, seconds * 1_000), RULE).state).toBe(state);
  });

  it('goes one severity up once, and again only after somebody acknowledged it', () => {
    const up = escalate(first('DENIALS', 'INFO', 5), 9 as EpochMs);
    expect(up).toMatchObject({ severity: 'WARNING', escalated: true, state: 'NEW', raisedAt: 9 });
    expect(escalate(up, 10 as EpochMs)).toBe(up);
    const taken = take(up, { step: 'ACKNOWLEDGE' }, { by: 'ann', at: 11 as EpochMs, note: '' });
    expect(escalate(taken, 12 as EpochMs)).toMatchObject({ severity: 'CRITICAL', state: 'NEW' });
  });
});
