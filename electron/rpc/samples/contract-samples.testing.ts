import type { ContractSamples } from './contract-sample.ts';
import { deskSamples } from './desk-samples.testing.ts';
import { figureSamples } from './figure-samples.testing.ts';
import { limitSamples } from './limit-samples.testing.ts';
import { orderSamples } from './order-samples.testing.ts';
import { watchSamples } from './watch-samples.testing.ts';

export const contractSamples: ContractSamples = {
  ...deskSamples,
  ...orderSamples,
  ...limitSamples,
  ...watchSamples,
  ...figureSamples,
};
