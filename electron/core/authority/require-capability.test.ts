import { describe, expect, it } from 'vitest';
import { contractSamples } from '#electron/rpc/samples/contract-samples.testing.ts';
import { fakeDesk } from '#electron/rpc/fake-desk.testing.ts';
import { contract, type ProcedureName } from '#shared/contract/contract.ts';
import { CAPABILITIES, type Capability } from '#shared/contract/procedure.ts';
import type { Actor } from '../desk/actor.ts';
import { guardHandlers, lackOfAccount } from './require-capability.ts';

const actorWith = (capabilities: readonly Capability[]): Actor => ({
  user: 'x',
  origin: 'cli',
  capabilities: new Set(capabilities),
});

describe.each(Object.keys(contract) as ProcedureName[])('%s', (name) => {
  const { capability } = contract[name];
  const call = (capabilities: readonly Capability[]) => {
    const desk = fakeDesk();
    const handler = guardHandlers(desk.handlers)[name] as (input: unknown, actor: Actor) => unknown;
    return { desk, run: () => handler(contractSamples[name].input, actorWith(capabilities)) };
  };

  it('is FORBIDDEN with every capability but its own, whichever shell calls', () => {
    const { desk, run } = call(CAPABILITIES.filter((one) => one !== capability));
    expect(run).toThrow(/^FORBIDDEN/);
    expect(desk.calls).toEqual([]);
  });

  it('is answered with its own alone', () => {
    expect(call([capability]).run()).toEqual(contractSamples[name].output);
  });
});

describe('an actor', () => {
  it.each([
    [undefined, 'MAIN', null],
    [null, 'MAIN', null],
    [['MAIN', 'B'], 'MAIN', null],
    [['B'], 'MAIN', 'FORBIDDEN'],
    [[], 'MAIN', 'FORBIDDEN'],
    [['MAIN'], 'main', 'FORBIDDEN'],
    [['MAIN'], '', 'FORBIDDEN'],
  ])('of the accounts %j trading %j: %j', (accounts, account, code) => {
    const actor = actorWith(['TRADE']);
    const of = accounts === undefined ? actor : { ...actor, accounts: accounts && new Set(accounts) };
    expect(lackOfAccount(of, account)?.code ?? null).toBe(code);
  });
});
