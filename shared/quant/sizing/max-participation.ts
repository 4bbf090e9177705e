import type { SingleMethod } from './sizing-method.ts';

export const maxParticipation: SingleMethod = {
  kind: 'SINGLE',
  title: 'Largest within a share of volume',
  formula: 'n <= X * ADV',
  unit: 'FRACTION',
  needs: ['adv'],
  size: ({ adv }, { target }) => target * adv,
  used: ({ adv }, _params, n) => n / adv,
};
