/** The report as the contract has it, for layers that may not see the contract. */
export type { ImportReport } from '#shared/contract/schemas/import.ts';
