import type { Gauge } from '#shared/domain/gauges.ts';

/** Reads a few gauges; called when somebody looks, never in between. */
export type GaugeSource = () => readonly Gauge[];

/** All gauges of a desk and of the shells that serve it. */
export class GaugeBoard {
  readonly #sources = new Set<GaugeSource>();

  /** Shows what the source reads from now on; the function that is returned takes it away. */
  add(source: GaugeSource): () => void {
    this.#sources.add(source);
    return () => void this.#sources.delete(source);
  }

  /** Those of a code that several sources show are summed. */
  read(): Gauge[] {
    const read = new Map<string, Gauge>();
    for (const source of this.#sources)
      for (const gauge of source()) {
        const before = read.get(gauge.code);
        read.set(gauge.code, before === undefined ? gauge : added(before, gauge));
      }
    return [...read.values()];
  }
}

const added = (a: Gauge, b: Gauge): Gauge =>
  typeof a.value === 'number' && typeof b.value === 'number' ? { ...a, value: a.value + b.value } : b;
