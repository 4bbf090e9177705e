/** What a command may say and how it learns that it should end. */
export interface Io {
  /** Standard output; resolves when more may be written. Writes after the reader has left are dropped. */
  write(text: string): Promise<void>;
  /** One line on standard error. */
  note(line: string): void;
  /** Shows `line` in place of the last one on a terminal, '' clears it; elsewhere nothing. */
  status(line: string): void;
  /** A line typed at a terminal without being shown; undefined where standard input is none. */
  readSecret(prompt: string): Promise<string | undefined>;
  /** Whether standard output may carry colour: a terminal, and NO_COLOR is not set. */
  readonly colour: boolean;
  /** Whether standard error is a terminal, so that `status` is seen. */
  readonly interactive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}
