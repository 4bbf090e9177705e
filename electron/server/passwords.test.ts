import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { scryptPasswords } from './passwords.ts';

describe('a password', () => {
  it('is proven by itself alone, however its letters were composed', async () => {
    const proof = await scryptPasswords.protect('caf\u00e9 au lait');
    expect(proof).toMatch(/^scrypt:15:8:3:/);
    expect(proof).not.toContain('lait');
    expect(await scryptPasswords.verify('cafe\u0301 au lait', proof)).toBe(true);
    expect(await scryptPasswords.verify('Caf\u00e9 au lait', proof)).toBe(false);
    expect(await scryptPasswords.verify('', proof)).toBe(false);
  });

  it('has another salt each time', async () => {
    const [a, b] = await Promise.all([scryptPasswords.protect('same'), scryptPasswords.protect('same')]);
    expect(a).not.toBe(b);
  });

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['one of another kind', 'plain:secret'],
    ['one without a hash', 'scrypt:15:8:3:AAAAAAAAAAAAAAAAAAAAAA==:'],
    ['one that would take all memory', `scrypt:31:8:3:AAAAAAAAAAAAAAAAAAAAAA==:${'A'.repeat(43)}=`],
  ])('is not proven by %s', async (_, proof) => {
    expect(await scryptPasswords.verify('secret', proof)).toBe(false);
  });

  it('is still proven by a proof of other parameters', async () => {
    const salt = Buffer.from('SodiumChloride00');
    const hash = scryptSync('pleaseletmein', salt, 32, { N: 16_384, r: 8, p: 1 });
    const proof = `scrypt:14:8:1:${salt.toString('base64')}:${hash.toString('base64')}`;
    expect(await scryptPasswords.verify('pleaseletmein', proof)).toBe(true);
    expect(await scryptPasswords.verify('pleaseletmeout', proof)).toBe(false);
  });
});
