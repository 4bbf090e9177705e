import type { WhatifInputs, WhatifJob } from '#electron/core/ports/whatif.ts';
import type { SizedTicket, SizingReport } from '#electron/core/whatif/sizing-report.ts';
import type { Result } from '#shared/errors/result.ts';

/** What the thread is asked, as its worker data. */
export interface WhatifTask {
  readonly file: string;
  readonly inputs: WhatifInputs;
  readonly job: WhatifJob;
}

/** What it says: tickets as they are done, few at a time so that reading them holds nobody up, then the rest. */
export type WhatifMessage =
  { readonly tickets: readonly SizedTicket[] } | { readonly answer: Result<SizingReport['rebalances']> };
