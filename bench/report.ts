/** What a figure has to reach: at least (`>=`) or at most (`<=`) the bar. */
export interface Bar {
  readonly name: string;
  readonly op: '>=' | '<=';
  readonly bar: number;
  readonly value: number;
  readonly met: boolean;
}

/** One bench's figures by name, those of them that have a bar, and what the reader has to know about them. */
export interface BenchReport {
  readonly bench: string;
  readonly node: string;
  readonly figures: Readonly<Record<string, number>>;
  readonly bars: readonly Bar[];
  readonly notes: readonly string[];
}

type BarOf = readonly [name: string, op: Bar['op'], bar: number];

/** A report of figures and their bars. RangeError when a bar names a figure that was not measured. */
export function toReport(
  bench: string,
  figures: Readonly<Record<string, number>>,
  bars: readonly BarOf[],
  notes: readonly string[],
): BenchReport {
  const compared = bars.map(([name, op, bar]): Bar => {
    const value = figures[name];
    if (value === undefined) throw new RangeError(`${bench} has no figure ${name}`);
    return { name, op, bar, value, met: op === '>=' ? value >= bar : value <= bar };
  });
  return { bench, node: process.version, figures, bars: compared, notes };
}

/** The report as lines for people: one figure a line, its bar beside it, the notes below. */
export function renderReport({ bench, node, figures, bars, notes }: BenchReport): string {
  const width = Math.max(...Object.keys(figures).map((name) => name.length));
  const lines = Object.entries(figures).map(([name, value]) => {
    const bar = bars.find((one) => one.name === name);
    const verdict = bar === undefined ? '' : `  ${bar.op} ${render(bar.bar)}  ${bar.met ? 'met' : 'MISSED'}`;
    return `${name.padEnd(width)}  ${render(value).padStart(14)}${verdict}`;
  });
  return [`${bench} (Node ${node})`, '', ...lines, '', ...notes.map((note) => `- ${note}`), ''].join('\n');
}

/** Grouped whole numbers; below 100 three significant digits. */
const render = (value: number): string =>
  value.toLocaleString(
    'en-US',
    Math.abs(value) < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 },
  );
