import type { Curve } from '#shared/contract/procedures/whatif-ticket.ts';
import type { SizingOptions } from '#shared/contract/procedures/whatif.ts';
import type { Ticket } from '#shared/domain/ticket.ts';

export interface MethodsRequest {
  readonly ticket: Ticket;
  readonly asked: readonly {
    readonly method: string;
    /** In the method's unit; null where none is said. */
    readonly target: number | null;
    /** In place of those of the request. */
    readonly options: Partial<SizingOptions>;
  }[];
  readonly options: SizingOptions;
}

export interface CurveRequest {
  readonly ticket: Ticket;
  /** At most so many quantities. */
  readonly points: number;
  readonly options: SizingOptions;
}

export type CurveReport = Curve;
export type CurvePoint = Curve['points'][number];
