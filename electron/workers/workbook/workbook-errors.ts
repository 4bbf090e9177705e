import { appError, AppErrorException } from '#shared/errors/app-error.ts';

const SAVE_AGAIN = 'Open it in a spreadsheet program and save it again as .xlsx, or save it as CSV.';

/** Why a workbook is refused as a whole; `what` says which of its rules the file breaks. */
export function damagedWorkbook(
  file: string,
  what = 'The workbook is damaged or incomplete',
): AppErrorException {
  return new AppErrorException(appError('IMPORT_UNREADABLE', what, file, SAVE_AGAIN));
}

/** Both an encrypted workbook and one of before 2007 are such a container, and neither is told from the other. */
export function protectedWorkbook(file: string): AppErrorException {
  const what = 'The workbook is protected by a password, or is in the format of before 2007';
  return new AppErrorException(
    appError('IMPORT_UNREADABLE', what, file, 'Save it as .xlsx without a password, or as CSV.'),
  );
}

/** `what` names the cap. */
export function workbookTooLarge(file: string, what: string): AppErrorException {
  return new AppErrorException(appError('IMPORT_TOO_LARGE', what, file, 'Split it, or save it as CSV.'));
}
