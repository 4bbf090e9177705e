import { z } from 'zod';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const WHATIF_PARTS = ['size', 'rebalance', 'branches'] as const;
export type WhatifPart = (typeof WHATIF_PARTS)[number];

export const INPUT_NAMES = ['target', 'edgeAnnual', 'stopDistance', 'cap'] as const;
export type InputName = (typeof INPUT_NAMES)[number];

export const AMOUNT_KINDS = ['WEIGHT', 'QUANTITY', 'VALUE'] as const;
export type AmountKind = (typeof AMOUNT_KINDS)[number];

const text = (most: number) => z.string().max(most).catch('');

/** Everything that is typed into the pane, as it is typed. */
const typed = z.object({
  part: z.enum(WHATIF_PARTS).catch('size'),
  sizeView: z.enum(['methods', 'curve']).catch('methods'),
  /** By method, then by input. */
  inputs: z.record(z.string().max(64), z.partialRecord(z.enum(INPUT_NAMES), z.string().max(40))).catch({}),
  rebalance: z
    .object({
      account: text(128),
      /** What the numbers of a sheet without a header are. */
      kind: z.enum(AMOUNT_KINDS).catch('WEIGHT'),
      pasted: text(400_000),
      turnover: text(40),
      band: text(40),
      minTrade: text(40),
      overTurnover: z.enum(['SCALE', 'DROP_SMALLEST']).catch('SCALE'),
    })
    .catch({
      ...{ account: '', kind: 'WEIGHT', pasted: '' },
      ...{ turnover: '', band: '', minTrade: '', overTurnover: 'SCALE' },
    }),
  /** The branches that are compared, and the account whose book is read: empty for the firm's. */
  compared: z.array(z.string().max(64)).max(4).catch([]),
  comparedAccount: text(128),
  /** The branch that is open to be changed. */
  openBranch: z.string().max(64).nullable().catch(null),
});
export type WhatifTyped = Readonly<z.output<typeof typed>>;

/** Targets that need no thought of the book: a share of it, half of Kelly. Money is the person's own to say. */
const USUAL: WhatifTyped['inputs'] = {
  FIXED_FRACTION: { target: '1' },
  VOLATILITY_TARGET: { target: '0.5' },
  KELLY: { target: '50', cap: '10' },
  MAX_WEIGHT: { target: '5' },
  MAX_PARTICIPATION: { target: '10' },
};

const readTyped = (kept: unknown): WhatifTyped =>
  typed.parse(typeof kept === 'object' && kept !== null ? kept : { inputs: USUAL });

/** It survives a reload and a restart, and changes nothing at the desk. */
export const whatifStore = create<WhatifTyped>()(
  persist<WhatifTyped>(() => readTyped(null), {
    name: 'preflight.whatif',
    version: 1,
    merge: (kept) => readTyped(kept),
  }),
);

export function typeInput(method: string, input: InputName, value: string): void {
  whatifStore.setState(({ inputs }) => ({
    inputs: { ...inputs, [method]: { ...inputs[method], [input]: value.slice(0, 40) } },
  }));
}

export function typeRebalance(change: Partial<WhatifTyped['rebalance']>): void {
  whatifStore.setState(({ rebalance }) => ({ rebalance: { ...rebalance, ...change } }));
}
