import type { Capability } from '#shared/contract/procedure.ts';

/** Who is calling, taken from the session and never from the message. */
export interface Actor {
  readonly user: string;
  readonly capabilities: ReadonlySet<Capability>;
  readonly origin: 'desktop' | 'browser' | 'cli';
}
