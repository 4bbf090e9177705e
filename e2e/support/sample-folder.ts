/** The name of the desk's file in a folder of a test. */
export const STORE = 'desk.db';

/** Where the run tells its workers that the sample desk lies. */
export const SAMPLE_VARIABLE = 'PREFLIGHT_E2E_SAMPLE';

/** The folder with the sample desk that the run has loaded. */
export function sampleFolderOfRun(): string {
  const folder = process.env[SAMPLE_VARIABLE];
  if (folder === undefined) throw new Error(`${SAMPLE_VARIABLE} is not set: no sample was prepared`);
  return folder;
}
