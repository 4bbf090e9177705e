import { describe, expect, it } from 'vitest';
import { CONTROL_CODES } from '#shared/domain/control.ts';
import type { Measure } from '#shared/controls/measure.ts';
import { CONTROLS } from '#shared/controls/registry.ts';
import { findToothlessControls, runSelfTest } from './self-test.ts';

describe('start-up self-test', () => {
  it('every control blocks the ticket planted for it', () => {
    expect(findToothlessControls()).toEqual([]);
    expect(runSelfTest).not.toThrow();
  });

  it.each(CONTROL_CODES)('names %s when it blocks nothing', (code) => {
    const control = CONTROLS[code];
    const dead =
      control.kind === 'GATE'
        ? { ...control, judge: () => undefined }
        : {
            ...control,
            measure: (_c: unknown, _l: unknown, out: Measure) =>
              out.setWhole(control.minimum ? Number.MAX_SAFE_INTEGER : 0),
          };
    expect(findToothlessControls({ ...CONTROLS, [code]: dead })).toEqual([code]);
  });
});
