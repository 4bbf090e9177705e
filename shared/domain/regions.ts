/**
 * Regions a country limit may name instead of one country, by ISO 3166-1 alpha-2 code. They overlap: China is in Asia and
 * in Emerging.
 * @source MSCI market classification, 2024: developed Europe; developed and emerging Asia with the Pacific; emerging.
 */
export const REGIONS: Readonly<Record<string, readonly string[]>> = {
  Europe: 'AT BE CH DE DK ES FI FR GB IE IT NL NO PT SE'.split(' '),
  Asia: 'AU CN HK ID IN JP KR MY NZ PH SG TH TW'.split(' '),
  Emerging: 'AE BR CL CN CO CZ EG GR HU ID IN KR KW MX MY PE PH PL QA SA TH TR TW ZA'.split(' '),
};

/** Names of the regions; a region's id is its place. */
export const REGION_NAMES = Object.keys(REGIONS);

/** Ids of the regions a country is in. */
export const regionsOf = (country: string): readonly number[] =>
  REGION_NAMES.flatMap((name, id) => (REGIONS[name]?.includes(country) === true ? [id] : []));

/** The countries of a region; null where the name is none. */
export const countriesOf = (name: string): readonly string[] | null =>
  Object.hasOwn(REGIONS, name) ? (REGIONS[name] ?? null) : null;
