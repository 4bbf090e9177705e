/** The run that also looks at everything in every colour. */
export const IS_LONG = process.env['PREFLIGHT_LONG'] === '1';
