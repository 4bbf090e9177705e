import type { Currency, EpochMs } from '#shared/domain/ids.ts';
import type { PresetText } from '../limits/limit-presets.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { Importer } from '../ports/importer.ts';
import type { Journal } from '../ports/journal.ts';
import type { Uploads } from '../ports/uploads.ts';

/** What the shells give the core: the outside world, injected. */
export interface DeskDependencies {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly reader: DeskReader;
  readonly importer: Importer;
  readonly uploads: Uploads;
  /** A new unique id that sorts by time; used for decisions, tickets without one and imports. */
  newId(): string;
  /** SHA-256 of a text, hex. */
  hash(text: string): string;
  /** Checks the audit chain and the totals, off the engine thread. */
  verifyAudit(): Promise<{ ok: boolean; records: number; problems: string[] }>;
  readonly storeName: string;
  readonly version: string;
  /** Folder of the bundled sample desk. */
  readonly sampleFolder: string;
  /** The text of a delivered preset of limits. */
  readonly presetText: PresetText;
  readonly baseCurrency: Currency;
  /** Frozen desk clock; null: the end of the last imported session. */
  readonly asOf: EpochMs | null;
}
