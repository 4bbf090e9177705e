import type { AlertRule } from '#shared/domain/alert-rule.ts';

const FIRM = { level: 'FIRM', key: '*' } as const;
const DELIVERED = {
  version: 0,
  scope: FIRM,
  withinSeconds: null,
  cooldownSeconds: 300,
  escalateAfter: null,
  escalateUnacknowledgedSeconds: null,
  enabled: true,
} as const;

/** The rules of a new desk. One that is saved under its id takes its place. */
export const DEFAULT_RULES: readonly AlertRule[] = [
  {
    ...DELIVERED,
    ruleId: 'limit-use',
    title: 'Use of a limit',
    kind: 'THRESHOLD',
    levels: [
      { at: 0.7, severity: 'INFO' },
      { at: 0.9, severity: 'WARNING' },
      { at: 1, severity: 'CRITICAL' },
    ],
    escalateUnacknowledgedSeconds: 1_800,
  },
  {
    ...DELIVERED,
    ruleId: 'denials',
    title: 'Denied tickets of a trader',
    kind: 'DENIALS',
    scope: { level: 'TRADER', key: '*' },
    levels: [
      { at: 5, severity: 'WARNING' },
      { at: 20, severity: 'CRITICAL' },
    ],
    withinSeconds: 60,
  },
  {
    ...DELIVERED,
    ruleId: 'overrides',
    title: 'Overrides asked for',
    kind: 'OVERRIDES',
    levels: [
      { at: 1, severity: 'INFO' },
      { at: 3, severity: 'WARNING' },
    ],
    withinSeconds: 3_600,
    cooldownSeconds: 0,
  },
  {
    ...DELIVERED,
    ruleId: 'stale-data',
    title: 'Old market data',
    kind: 'STALE_DATA',
    levels: [
      { at: 600, severity: 'WARNING' },
      { at: 3_600, severity: 'CRITICAL' },
    ],
  },
  {
    ...DELIVERED,
    ruleId: 'engine-health',
    title: 'Part of the engine is down',
    kind: 'BREAKER',
    levels: [
      { at: 1, severity: 'WARNING' },
      { at: 2, severity: 'CRITICAL' },
    ],
    cooldownSeconds: 0,
    escalateAfter: { count: 3, seconds: 600 },
  },
  {
    ...DELIVERED,
    ruleId: 'drawdown',
    title: 'Drawdown of the firm',
    kind: 'DRAWDOWN',
    levels: [
      { at: 0.05, severity: 'WARNING' },
      { at: 0.08, severity: 'CRITICAL' },
    ],
  },
  {
    ...DELIVERED,
    ruleId: 'var-exception',
    title: 'Loss above the VaR forecast',
    kind: 'VAR_EXCEPTION',
    levels: [
      { at: 1, severity: 'WARNING' },
      { at: 1.5, severity: 'CRITICAL' },
    ],
  },
  {
    ...DELIVERED,
    ruleId: 'trading-state',
    title: 'Trading state set',
    kind: 'TRADING_STATE',
    levels: [
      { at: 1, severity: 'WARNING' },
      { at: 2, severity: 'CRITICAL' },
    ],
    cooldownSeconds: 0,
  },
  {
    ...DELIVERED,
    ruleId: 'execution-refused',
    title: 'Executions refused',
    kind: 'EXECUTION_REFUSED',
    levels: [
      { at: 1, severity: 'WARNING' },
      { at: 5, severity: 'CRITICAL' },
    ],
    withinSeconds: 3_600,
    cooldownSeconds: 0,
  },
];
