import type { InputOf, OutputOf } from '#shared/contract/contract.ts';
import { parseAmount, type Amount } from './parse-amount.ts';
import { INPUT_NAMES, type InputName, type WhatifTyped } from './whatif-store.ts';

export type MethodRow = OutputOf<'whatif.methods'>[number];
export type AskedMethod = InputOf<'whatif.compareMethods'>['asked'][number];

interface InputWords {
  readonly label: string;
  /** What it is a share of. */
  readonly of: string;
}

const WORDS: Readonly<Record<Exclude<InputName, 'target'>, InputWords>> = {
  edgeAnnual: { label: 'Edge', of: '% a year' },
  stopDistance: { label: 'Stop distance', of: '% of price' },
  cap: { label: 'Cap', of: '% of NAV' },
};

/** What a FRACTION target is a share of, by method. */
const SHARES: Readonly<Record<string, string>> = {
  FIXED_FRACTION: '% of NAV',
  VOLATILITY_TARGET: '% NAV/year',
  KELLY: '% of Kelly',
  MAX_WEIGHT: '% of gross',
  MAX_PARTICIPATION: '% of ADV',
};

export interface MethodInput extends InputWords {
  readonly name: InputName;
  readonly unit: 'MONEY' | 'FRACTION';
}

/** What a method takes, each with its unit; `currency` is that of the account. */
export function inputsOf({ name, unit, takes }: MethodRow, currency: string): MethodInput[] {
  return INPUT_NAMES.flatMap((input): MethodInput[] => {
    if (input !== 'target') {
      const of = name === 'MIN_VARIANCE' ? '% of the target' : WORDS[input].of;
      return takes.includes(input) ? [{ name: input, unit: 'FRACTION', ...WORDS[input], of }] : [];
    }
    if (unit === null) return [];
    return [{ name: input, unit, label: 'Target', of: unit === 'MONEY' ? currency : (SHARES[name] ?? '%') }];
  });
}

export interface ReadInputs {
  readonly asked: AskedMethod;
  /** Why what is typed cannot be read, in the order of the inputs; empty: it can. */
  readonly problems: readonly { readonly input: InputName; readonly sentence: string }[];
}

/** A method with what is typed for it; what cannot be read is left out and named. */
export function readInputs(method: MethodRow, texts: WhatifTyped['inputs'][string] = {}): ReadInputs {
  const inputs = inputsOf(method, '').map(({ name, unit }): readonly [InputName, Amount] => [
    name,
    parseAmount(texts[name] ?? '', unit),
  ]);
  const given = new Map(inputs.flatMap(([name, one]) => (one.kind === 'amount' ? [[name, one.amount]] : [])));
  const positive = (name: InputName): number | undefined => {
    const amount = given.get(name);
    return amount !== undefined && amount > 0 ? amount : undefined;
  };
  const [target, edge, stop] = [given.get('target'), given.get('edgeAnnual'), positive('stopDistance')];
  const cap = positive('cap');
  return {
    asked: {
      method: method.name,
      ...(target === undefined ? {} : { target }),
      options: {
        ...(edge === undefined ? {} : { edgeAnnual: edge }),
        ...(stop === undefined ? {} : { stopDistance: stop }),
        ...(cap === undefined ? {} : { cap: Math.min(1, cap) }),
      },
    },
    problems: inputs.flatMap(([input, one]) =>
      one.kind === 'problem' ? [{ input, sentence: one.sentence }] : [],
    ),
  };
}

const LACKS: Readonly<Record<string, string>> = {
  target: 'Type a target',
  edgeAnnual: 'Type the edge you expect a year',
  stop: 'Give the ticket a stop price, or type a stop distance',
  bound: 'Nothing limits the quantity',
};

/** What a method still needs, in its own words; null: it needs nothing that a person could type. */
export const lackSentence = (input: string): string | null => LACKS[input] ?? null;
