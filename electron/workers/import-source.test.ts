import { describe, expect, it } from 'vitest';
import { AppErrorException } from '#shared/errors/app-error.ts';
import { fileSource } from './import-source.ts';

describe('a file on disk', () => {
  it('that is not there is IMPORT_UNREADABLE, and nothing else fails', async () => {
    const read = async () => {
      for await (const piece of fileSource('/no/such.csv', () => undefined).open('READ')) void piece;
    };
    const error: unknown = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppErrorException);
    expect((error as AppErrorException).error).toMatchObject({
      code: 'IMPORT_UNREADABLE',
      where: 'such.csv',
    });
    // The error of a stream that nobody reads would be uncaught by now.
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
});
