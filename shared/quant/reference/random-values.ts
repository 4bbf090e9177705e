/** @source Random123 1.14, tests/kat_vectors, `philox4x32 10`: counter, key, words. */
export const PHILOX_VECTORS = [
  {
    counter: [0, 0, 0, 0],
    key: [0, 0],
    words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  },
  {
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    key: [0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
] as const;

/** @source Student's t, upper percentage points as printed in statistical tables: degrees of freedom, level, point. */
export const STUDENT_T_POINTS = [
  { degreesOfFreedom: 3, confidence: 0.99, point: 4.541 },
  { degreesOfFreedom: 5, confidence: 0.95, point: 2.015 },
  { degreesOfFreedom: 10, confidence: 0.99, point: 2.764 },
] as const;
