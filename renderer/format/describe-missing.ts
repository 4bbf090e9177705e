interface MissingInput {
  readonly input: string;
  readonly detail: string;
}

const SENTENCES: Readonly<Record<string, (detail: string) => string>> = {
  adv: (symbol) => `${symbol} has too few bars for an average daily volume`,
  fx: (symbol) => `there is no exchange rate for the currency of ${symbol}`,
  history: (index) => `there is too little return history on the calendar of ${index}`,
  mark: (name) => `a holding has no price (${name})`,
  nav: (why) => `the net asset value is not known: ${why}`,
  price: (symbol) => `${symbol} has no price`,
  returns: (symbol) => `${symbol} has too few returns`,
  sector: (symbol) => `${symbol} has no sector`,
  symbol: (symbol) => `no instrument is called ${symbol}`,
  volume: (symbol) => `${symbol} has no volume`,
};

/** Why a control could not be decided, as the rest of a sentence. */
export const describeMissing = ({ input, detail }: MissingInput): string =>
  SENTENCES[input]?.(detail) ?? `${input} is missing${detail === '' ? '' : `: ${detail}`}`;
