/** Goes into every decision: the same inputs on the same engine version give the same bytes. */
export const ENGINE_VERSION = '0.1.0';
