import type { DecisionOutput, TicketInput } from '#shared/contract/schemas/ticket.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** Where the ticket stands. Everything but EDITING belongs to the one idempotency key it names. */
export type Stage =
  | { readonly name: 'EDITING' }
  | {
      readonly name: 'BUSY';
      readonly doing: 'staging' | 'sending' | 'recalling';
      readonly decision: DecisionOutput | null;
    }
  | { readonly name: 'STAGED'; readonly decision: DecisionOutput }
  | { readonly name: 'REASON'; readonly decision: DecisionOutput | null }
  | {
      readonly name: 'SENT';
      readonly decision: DecisionOutput;
      readonly ticket: TicketInput;
      readonly replayed: boolean;
    }
  /** The page was reloaded in the middle of a send of which nothing is on record. */
  | { readonly name: 'UNSENT' }
  /** `retry` makes the same call again, under the same key. */
  | { readonly name: 'FAILED'; readonly error: AppError; readonly retry: () => void };
