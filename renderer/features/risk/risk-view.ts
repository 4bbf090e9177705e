import { z } from 'zod';
import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** The parts of the pane, in their order. */
export const RISK_PARTS = {
  overview: 'Overview',
  history: 'P&L and VaR',
  distribution: 'Distribution',
  exposure: 'Exposure',
  correlation: 'Correlation',
  stress: 'Stress',
} as const;
export type RiskPart = keyof typeof RISK_PARTS;
export const RISK_PART_NAMES = Object.keys(RISK_PARTS) as readonly RiskPart[];

export const WINDOWS = [63, 126, 252, 504] as const;
export const CONFIDENCES = [0.95, 0.975, 0.99] as const;

/** What was kept may be of another version: what cannot be used is as it was at first. */
const view = z.object({
  part: z.enum(RISK_PART_NAMES).catch('overview'),
  /** Empty: the firm. */
  account: z.string().max(128).catch(''),
  window: z.literal(WINDOWS).catch(252),
  confidence: z.literal(CONFIDENCES).catch(0.99),
  /** Numbers instead of a drawing. */
  asTable: z.boolean().catch(false),
});
export type RiskView = Readonly<z.output<typeof view>>;

export const readRiskView = (kept: unknown): RiskView =>
  view.parse(typeof kept === 'object' && kept !== null ? kept : {});

/** What the pane looks at; it survives a reload of the page. */
export const riskView = create<RiskView>()(
  persist<RiskView>(() => readRiskView({}), {
    name: 'preflight.risk',
    version: 1,
    storage: createJSONStorage(() => sessionStorage),
    merge: (kept) => readRiskView(kept),
  }),
);

/** What a question is about, as the contract wants it. */
export const bookOf = ({ account, window }: RiskView) => ({ ...(account === '' ? {} : { account }), window });
