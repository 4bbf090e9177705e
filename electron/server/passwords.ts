import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import type { Passwords } from '#electron/core/ports/passwords.ts';

/** Cost, block size and parallelism of scrypt: 32 MB and about a tenth of a second for each password. */
interface Cost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

const COST: Cost = { log2N: 15, r: 8, p: 3 };
/** A proof that asks for more than this was not made here. */
const MOST: Cost = { log2N: 17, r: 16, p: 8 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PROOF = /^scrypt:(\d{1,2}):(\d{1,2}):(\d{1,2}):([A-Za-z0-9+/=]{24}):([A-Za-z0-9+/=]{44})$/;

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** Compared with where there is no proof, so that it takes as long. */
const NOBODY = proofText(COST, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));

/**
 * Passwords by scrypt, on the threads of the runtime. A proof is `scrypt:log2N:r:p:salt:hash`, so that one made with
 * other parameters than today's can still be checked.
 * @source RFC 7914, The scrypt Password-Based Key Derivation Function; OWASP Password Storage Cheat Sheet, N=2^15 r=8 p=3
 */
export const scryptPasswords: Passwords = {
  async protect(password) {
    const salt = randomBytes(SALT_BYTES);
    return proofText(COST, salt, await hashOf(password, salt, COST));
  },
  async verify(password, proof) {
    const read = PROOF.exec(proof ?? NOBODY);
    const [, log2N, r, p, salt = '', hash = ''] = read ?? PROOF.exec(NOBODY) ?? [];
    const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
    if (cost.log2N > MOST.log2N || cost.r > MOST.r || cost.p > MOST.p) return false;
    const found = await hashOf(password, Buffer.from(salt, 'base64'), cost);
    const same = timingSafeEqual(found, Buffer.from(hash, 'base64'));
    return same && read !== null && proof !== null;
  },
};

/** The same characters typed on another keyboard are the same password. */
function hashOf(password: string, salt: Buffer, { log2N, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** log2N;
  return derive(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r });
}

function proofText({ log2N, r, p }: Cost, salt: Buffer, hash: Buffer): string {
  return ['scrypt', log2N, r, p, salt.toString('base64'), hash.toString('base64')].join(':');
}
