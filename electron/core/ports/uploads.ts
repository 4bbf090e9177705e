/** Where pieces of uploaded files wait to be staged; bounded and outside the store. */
export interface Uploads {
  /** Appends a piece at `offset`; returns bytes received of the file. Throws IMPORT_TOO_LARGE or CONFLICT. */
  write(uploadId: string, file: string, offset: number, base64: string): Promise<number>;
  /** The folder that holds the upload's files, and their names. Throws NOT_FOUND. */
  filesOf(uploadId: string): { readonly folder: string; readonly names: readonly string[] };
  remove(uploadId: string): Promise<void>;
}
