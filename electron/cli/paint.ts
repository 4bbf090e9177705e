import type { Verdict } from '#shared/domain/decision.ts';

/** Blue, amber and vermillion of the 256 colours; the word always stands beside it. */
const COLOURS: Readonly<Record<Verdict, string>> = {
  PASS: '38;5;32',
  WARN: '38;5;178',
  BLOCK: '1;38;5;166',
  UNDETERMINED: '1;38;5;166',
};

/** Colours a verdict's word, or leaves the text alone where there is no colour. */
export function paintVerdict(colour: boolean): ((cell: string) => string) | undefined {
  if (!colour) return undefined;
  return (cell) => `\u001b[${COLOURS[cell.trim() as Verdict] ?? '0'}m${cell}\u001b[0m`;
}
