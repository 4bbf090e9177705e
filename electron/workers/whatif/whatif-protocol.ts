import type { WhatifInputs, WhatifJob, WhatifKind, WhatifKinds } from '#electron/core/ports/whatif.ts';
import type { Result } from '#shared/errors/result.ts';

/** What the thread is asked, as its worker data. */
export interface WhatifTask<K extends WhatifKind = WhatifKind> {
  readonly file: string;
  readonly inputs: WhatifInputs;
  readonly job: { readonly [Kind in WhatifKind]: WhatifJob<Kind> }[K];
}

/** What it says: rows as they are done, few at a time so that reading them holds nobody up, then the rest of the answer. */
export type WhatifMessage<K extends WhatifKind = WhatifKind> =
  | { readonly rows: readonly WhatifKinds[K]['row'][]; readonly progress: number }
  | { readonly answer: Result<WhatifKinds[K]['rest']> };
