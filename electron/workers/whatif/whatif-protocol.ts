import type { WhatifInputs, WhatifJob, WhatifKind, WhatifKinds } from '#electron/core/ports/whatif.ts';
import type { Result } from '#shared/errors/result.ts';

/** The desk that the thread reads, as its worker data. */
export interface WhatifSource {
  readonly file: string;
  readonly inputs: WhatifInputs;
}

type AnyJob = { readonly [Kind in WhatifKind]: WhatifJob<Kind> }[WhatifKind];

/** What the thread is asked, one at a time; END: to close the file and end. */
export type WhatifTask = AnyJob | 'END';

/** What it says: whether the desk had to be read first; rows as they are done, few at a time so that reading them holds nobody up, then the rest of the answer. */
export type WhatifMessage<K extends WhatifKind = WhatifKind> =
  | { readonly isKept: boolean }
  | { readonly rows: readonly WhatifKinds[K]['row'][]; readonly progress: number }
  | { readonly answer: Result<WhatifKinds[K]['rest']> };
