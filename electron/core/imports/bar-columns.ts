/** Numbers a bar holds beside its symbol and date. */
export const BAR_FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;
export type BarField = (typeof BAR_FIELDS)[number];

/** A row with a high below its low, or a close that is not above 0; prices scaled. */
export interface RowContradiction {
  readonly spelling: string;
  readonly date: number;
  readonly file: number;
  readonly rule: 'HIGH_BELOW_LOW' | 'NOT_POSITIVE';
  readonly value: number;
  readonly against: number | null;
}

const FIRST_CAPACITY = 16_384;
const MOST_CONTRADICTIONS = 10_000;

/**
 * Bars of all files of an import in columns, in the order they were read: 52 bytes a bar where an object takes 200.
 * Spellings are those of the files; numbers are scaled, NaN is missing; `line` and `file` say where a bar stands.
 */
export class BarColumns {
  length = 0;
  readonly spellings: string[] = [];
  readonly #index = new Map<string, number>();
  symbol = new Uint32Array(FIRST_CAPACITY);
  date = new Uint32Array(FIRST_CAPACITY);
  line = new Uint32Array(FIRST_CAPACITY);
  values: Record<BarField, Float64Array> = {
    open: new Float64Array(FIRST_CAPACITY),
    high: new Float64Array(FIRST_CAPACITY),
    low: new Float64Array(FIRST_CAPACITY),
    close: new Float64Array(FIRST_CAPACITY),
    volume: new Float64Array(FIRST_CAPACITY),
  };
  /** Rows whose own numbers contradict each other, by spelling. */
  readonly contradictions: RowContradiction[] = [];
  /** First bar of each file: bars of one file stand together. */
  readonly #starts: { readonly first: number; readonly file: number }[] = [];

  /** Keeps the first 10,000. */
  contradict(contradiction: RowContradiction): void {
    if (this.contradictions.length < MOST_CONTRADICTIONS) this.contradictions.push(contradiction);
  }

  startFile(file: number): void {
    this.#starts.push({ first: this.length, file });
  }

  fileOf(bar: number): number {
    return this.#starts.findLast(({ first }) => first <= bar)?.file ?? 0;
  }

  add(spelling: string, date: number, line: number, values: Readonly<Record<BarField, number | null>>): void {
    if (this.length === this.symbol.length) this.#grow();
    const at = this.length++;
    this.symbol[at] = this.#indexOf(spelling);
    this.date[at] = date;
    this.line[at] = line;
    for (const field of BAR_FIELDS) this.values[field][at] = values[field] ?? NaN;
  }

  #indexOf(spelling: string): number {
    const known = this.#index.get(spelling);
    if (known !== undefined) return known;
    this.spellings.push(spelling);
    this.#index.set(spelling, this.spellings.length - 1);
    return this.spellings.length - 1;
  }

  #grow(): void {
    const capacity = this.length * 2;
    const grown = <A extends Uint32Array | Float64Array>(old: A, fresh: A): A => {
      fresh.set(old);
      return fresh;
    };
    this.symbol = grown(this.symbol, new Uint32Array(capacity));
    this.date = grown(this.date, new Uint32Array(capacity));
    this.line = grown(this.line, new Uint32Array(capacity));
    for (const field of BAR_FIELDS) {
      this.values[field] = grown(this.values[field], new Float64Array(capacity));
    }
  }
}
