import type { LimitInput } from '#shared/contract/schemas/limit.ts';
import type { Limit, TightenRule } from '#shared/domain/limit.ts';

type WrittenParams = NonNullable<LimitInput['params']>;

/**
 * Params as written taken apart: plain values, and the rule named `tighten`. The problem in words when another param
 * is a rule, or `tighten` is none.
 */
export function readParams(
  written: WrittenParams,
): { readonly params: Limit['params']; readonly tighten?: TightenRule } | string {
  const params: Record<string, string | number | boolean> = {};
  let rule: TightenRule | undefined;
  for (const [name, value] of Object.entries(written)) {
    if ((typeof value === 'object') !== (name === 'tighten')) {
      return name === 'tighten'
        ? 'params.tighten is not {metric, points}'
        : `params.${name} is not a plain value`;
    }
    if (typeof value === 'object') rule = value;
    else params[name] = value;
  }
  return rule === undefined ? { params } : { params, tighten: rule };
}

/** The inverse of `readParams`: `tighten` comes last. */
export const writtenParams = ({ params, tighten }: Pick<Limit, 'params' | 'tighten'>): WrittenParams =>
  tighten === undefined
    ? { ...params }
    : {
        ...params,
        tighten: { metric: tighten.metric, points: tighten.points.map(([x, factor]) => [x, factor]) },
      };
