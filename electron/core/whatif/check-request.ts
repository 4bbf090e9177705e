import { appError, type AppError } from '#shared/errors/app-error.ts';
import { err, ok, type Result } from '#shared/errors/result.ts';
import { SIZING_METHODS } from '#shared/quant/sizing/registry.ts';
import type { SizingMethod } from '#shared/quant/sizing/sizing-method.ts';
import type { SizingRequest } from './sizing-report.ts';

type Asked = Omit<SizingRequest, 'tickets'>;

/** The method of a request that says all that the method needs; else INVALID_INPUT. */
export function checkRequest(request: Asked): Result<SizingMethod> {
  const { method: name } = request;
  const method = SIZING_METHODS.get(name);
  if (method === undefined)
    return err(refused('method', `there is no sizing method ${name}`, `Give one of ${NAMES}.`));
  const lack = unsaidOf(method, request);
  if (lack === 'target')
    return err(
      refused('target', `${name} needs a target of at least 0`, `Give it in ${method.unit ?? 'its unit'}.`),
    );
  if (lack === 'edgeAnnual')
    return err(refused('edgeAnnual', 'KELLY needs an expected return', 'Give it as a fraction a year.'));
  return ok(method);
}

/** What a request does not say and the method needs; null: it says all. */
export function unsaidOf(
  { unit, takes = [] }: SizingMethod,
  { target, options }: Asked,
): 'target' | 'edgeAnnual' | null {
  if (unit !== null && !(target !== null && target >= 0 && target < Infinity)) return 'target';
  return takes.includes('edgeAnnual') && options.edgeAnnual === undefined ? 'edgeAnnual' : null;
}

const NAMES = [...SIZING_METHODS.keys()].join(', ');

const refused = (where: string, what: string, todo: string): AppError =>
  appError('INVALID_INPUT', what, where, todo);
