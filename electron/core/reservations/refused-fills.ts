import type { RefusedExecution } from '#shared/contract/schemas/book.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-code.ts';

/** Refusals kept for those who come later; the oldest is dropped for a new one beyond this. */
const KEPT = 1_000;
/** What is alerted: the venue says that something was traded and the desk cannot take it. */
const ALERTED: readonly ErrorCode[] = ['UNKNOWN_ORDER', 'OVER_FILL', 'DUPLICATE_EXECUTION', 'CONFLICT'];

/** The fills that were refused since the desk was opened, newest first, at most 1,000 of them. */
export class RefusedFills {
  readonly #rows: RefusedExecution[] = [];
  readonly #tell: (row: RefusedExecution) => void;
  #count = 0;

  constructor(tell: (row: RefusedExecution) => void) {
    this.#tell = tell;
  }

  /** Keeps and tells of a refusal that is one of the fill; of the store or of its input nothing is kept. */
  add(fill: Omit<RefusedExecution, 'number' | 'code' | 'sentence'>, { code, what, todo }: AppError): void {
    if (!ALERTED.includes(code)) return;
    const row = { ...fill, number: ++this.#count, code, sentence: `${what}. ${todo}`.trim() };
    if (this.#rows.length >= KEPT) this.#rows.pop();
    this.#rows.unshift(row);
    this.#tell(row);
  }

  list(limit: number): RefusedExecution[] {
    return this.#rows.slice(0, limit);
  }
}
