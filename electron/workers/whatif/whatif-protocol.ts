import type { WhatifInputs, WhatifJob, WhatifKind, WhatifKinds } from '#electron/core/ports/whatif.ts';
import type { Result } from '#shared/errors/result.ts';

/** What the thread is asked, as its worker data. */
export interface WhatifTask<K extends WhatifKind = WhatifKind> {
  readonly file: string;
  readonly inputs: WhatifInputs;
  readonly job: { readonly [Kind in WhatifKind]: WhatifJob<Kind> }[K];
}

type TicketOf<K extends WhatifKind> = WhatifKinds[K]['report']['tickets'][number];

/** What it says: tickets as they are done, few at a time so that reading them holds nobody up, then the rest of the report. */
export type WhatifMessage<K extends WhatifKind = WhatifKind> =
  | { readonly tickets: readonly TicketOf<K>[]; readonly progress: number }
  | { readonly answer: Result<Omit<WhatifKinds[K]['report'], 'tickets'>> };
