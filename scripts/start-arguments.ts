import { parseArgs } from 'node:util';

export interface StartArguments {
  readonly browser: boolean;
  readonly sample: boolean;
  /** Seals the audit key of the desk in the keychain; the window only. */
  readonly keychain: boolean;
  readonly store: string | undefined;
  readonly port: number | undefined;
}

/**
 * Reads the flags of `npm start`. A string is the one-line reason they are not understood: an unknown flag, a
 * flag without its value, a port that is not a whole number up to 65535.
 */
export function parseStartArguments(args: readonly string[]): StartArguments | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        browser: { type: 'boolean' },
        sample: { type: 'boolean' },
        keychain: { type: 'boolean' },
        store: { type: 'string' },
        port: { type: 'string' },
      },
    });
    const port = values.port === undefined ? undefined : parsePort(values.port);
    if (port === null) return `--port ${values.port}: a port is a whole number from 0 to 65535`;
    return {
      browser: values.browser ?? false,
      sample: values.sample ?? false,
      keychain: values.keychain ?? false,
      store: values.store,
      port,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `${reason.split(/[.\n]/)[0]} (known: --browser --sample --keychain --store FILE --port N)`;
  }
}

function parsePort(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}
