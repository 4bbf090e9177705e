import { expect, it } from 'vitest';
import { runVolume } from './run-volume.ts';

it('reports finite figures of equal statistics', async () => {
  const { figures, bars } = await runVolume({ symbols: 50, sessions: 30, rounds: 3 });
  expect(Object.values(figures).every(Number.isFinite)).toBe(true);
  expect(bars.map(({ name }) => name)).toEqual(['ratioBest']);
});
