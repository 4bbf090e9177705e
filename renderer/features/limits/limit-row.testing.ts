import type { LimitRow } from '#shared/contract/schemas/limit.ts';

/** A limit in force of 10 %, with what a test says otherwise. */
export const limitRow = (change: Partial<LimitRow> = {}): LimitRow => ({
  limitId: 'firm-weight',
  version: 3,
  control: 'POSITION_WEIGHT',
  scope: { level: 'FIRM', key: '*' },
  group: null,
  filter: [],
  unit: 'FRACTION',
  currency: null,
  hard: '0.1',
  soft: '0.08',
  effectiveHard: 0.1,
  effectiveSoft: 0.08,
  action: 'BLOCK',
  params: {},
  effectiveFrom: 0,
  effectiveTo: null,
  status: 'ACTIVE',
  createdBy: 'a',
  approvedBy: null,
  reason: '',
  tightened: null,
  awaitingReview: false,
  ...change,
});
