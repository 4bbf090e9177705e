import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/app-error.ts';
import { readAmbiguity } from './ambiguity.ts';

const ask = (where: string, todo: string) => readAmbiguity(appError('IMPORT_AMBIGUOUS', 'What', where, todo));

describe('readAmbiguity', () => {
  it('offers the readings that the cell allows', () => {
    expect(
      ask('bars.csv, column date', 'Pass --date-order DMY or --date-order MDY for this file.'),
    ).toMatchObject({
      file: 'bars.csv',
      setting: 'dateOrder',
      options: [{ value: 'DMY' }, { value: 'MDY' }],
    });
  });

  it('offers every order when the advice names them in one list', () => {
    const asked = ask('bars.csv', 'Pass --date-order DMY, MDY, YMD or SERIAL for this file.');
    expect(asked?.options.map((option) => option.value)).toEqual(['DMY', 'MDY', 'YMD', 'SERIAL']);
  });

  it('keeps a point and a comma as values', () => {
    const asked = ask('a,b.csv, column price', 'Pass --decimal . or --decimal , for this file.');
    expect(asked).toMatchObject({
      file: 'a,b.csv',
      setting: 'decimal',
      options: [{ value: '.' }, { value: ',' }],
    });
  });

  it('offers the kinds that fit', () => {
    expect(ask('x.csv', 'Pass --kind positions or --kind locates.')).toMatchObject({
      setting: 'kind',
      options: [
        { value: 'positions', title: 'positions' },
        { value: 'locates', title: 'locates' },
      ],
    });
  });

  it('is for ambiguity alone', () => {
    expect(
      readAmbiguity(appError('IMPORT_UNREADABLE', 'What', 'x.csv', 'Pass another --encoding.')),
    ).toBeNull();
    expect(ask('x.csv', 'Split the file.')).toBeNull();
  });
});
