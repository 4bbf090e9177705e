/** What one import may hold; beyond it IMPORT_TOO_LARGE, so that no file can exhaust the machine. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Of a workbook as it stands on disk; what it unpacks to is capped by its reader. */
export const MAX_WORKBOOK_BYTES = 32 * 1024 * 1024;
/** Rows of all files of one import together. */
export const MAX_ROWS = 2_000_000;
/** Executions of one import, because all of them are committed at once. */
export const MAX_EXECUTIONS = 10_000;
/** Characters of one field; a row with a longer one is rejected. */
export const MAX_FIELD = 4_096;
/** Characters of one line without its end; the rest of a longer one is skipped and the row rejected. */
export const MAX_LINE = 1_048_576;
/** Entries of one file's rejects report; the count goes on. */
export const MAX_REJECTS = 10_000;
/** Bytes that encoding, delimiter, header and styles are first judged by. */
export const HEAD_BYTES = 65_536;
