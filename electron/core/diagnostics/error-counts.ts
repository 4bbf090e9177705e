import { AppErrorException } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-code.ts';
import type { Handlers } from '../desk/handlers.ts';

/** How often calls failed, by code; what is no expected failure is INTERNAL. */
export class ErrorCounts {
  readonly #counts = new Map<ErrorCode, number>();

  /** The most frequent first. */
  list(): { code: ErrorCode; count: number }[] {
    return [...this.#counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
  }

  /** The same handlers, their failures counted and passed on. */
  watch(handlers: Handlers): Handlers {
    const watched = Object.entries(handlers).map(([name, handler]) => {
      const call = handler as (...input: unknown[]) => unknown;
      return [
        name,
        (...input: unknown[]) => {
          try {
            const answer = call(...input);
            if (answer instanceof Promise) answer.catch((thrown: unknown) => this.#note(thrown));
            return answer;
          } catch (thrown) {
            this.#note(thrown);
            throw thrown;
          }
        },
      ];
    });
    return Object.fromEntries(watched) as Handlers;
  }

  #note(thrown: unknown): void {
    const code = thrown instanceof AppErrorException ? thrown.error.code : 'INTERNAL';
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }
}
