import type { InputOf, OutputOf, ProcedureName } from '#shared/contract/contract.ts';

/** One call of a procedure that its schema takes, and an answer that its schema allows. */
export type ContractSamples = {
  readonly [N in ProcedureName]: { readonly input: InputOf<N>; readonly output: OutputOf<N> };
};
