import { createHmac, type KeyObject } from 'node:crypto';
import { bundleText, type BundleHead } from '#electron/core/audit/bundle.ts';
import {
  auditHeader,
  CHAIN_START_BYTES,
  sealText,
  type AuditHeader,
  type AuditTotals,
} from '#electron/core/audit/chain.ts';

export const chainStart = (): Buffer => Buffer.alloc(CHAIN_START_BYTES);

/** mac_n of the chain: over the previous code, the header line and the body's bytes. 32 bytes. */
export function auditMac(
  key: KeyObject,
  previous: Uint8Array,
  header: AuditHeader,
  body: Uint8Array,
): Buffer {
  return createHmac('sha256', key).update(previous).update(auditHeader(header)).update(body).digest();
}

/** The seal over the newest record and the totals, hex. */
export function auditSeal(key: KeyObject, seq: number, mac: Uint8Array, totals: AuditTotals): string {
  const text = sealText(seq, Buffer.from(mac).toString('hex'), totals);
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Binds how a password is proven to its user and to the record that set it, hex. */
export function passwordMac(key: KeyObject, user: string, seq: number, password: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['password', user, seq, password]))
    .digest('hex');
}

/** The code of an exported bundle, hex; it covers the records by their hash. */
export const bundleMac = (key: KeyObject, head: BundleHead): string =>
  createHmac('sha256', key).update(bundleText(head)).digest('hex');
