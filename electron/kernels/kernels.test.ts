import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KernelMemory, viewOn } from './kernel-memory.ts';
import { createKernels } from './kernels.ts';

const kernelMemory = new KernelMemory(1024 * 1024);
const { memory } = kernelMemory;

beforeEach(() => kernelMemory.reset());

describe('where the compiled kernels cannot be had', () => {
  let folder: string;
  const binary = (): URL => pathToFileURL(path.join(folder, 'kernels.wasm'));

  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'preflight-kernels-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('createKernels_withoutBinary_computesInTypescriptAndSaysWhy', () => {
    const kernels = createKernels(memory, binary());
    expect(kernels.name).toBe('typescript');
    expect(kernels.fallback).toMatchObject({
      code: 'BINARY_ABSENT',
      detail: expect.stringContaining('ENOENT'),
    });
    expect(kernels.selectLargest(Float64Array.of(1, 3, 2), new Float64Array(2))).toBe(5);
  });

  it.each([
    ['is no WebAssembly', Buffer.from('#!/bin/sh')],
    ['is of another version', Buffer.from([0, 97, 115, 109, 99, 0, 0, 0])],
  ])('createKernels_whoseBinary_%s_computesInTypescriptAndSaysWhy', (_what, bytes) => {
    writeFileSync(binary(), bytes);
    const kernels = createKernels(memory, binary());
    expect(kernels.name).toBe('typescript');
    expect(kernels.fallback).toMatchObject({
      code: 'BINARY_REFUSED',
      detail: expect.stringContaining('WebAssembly'),
    });
  });

  it('createKernels_overAMemoryThatIsNotShared_computesInTypescript', () => {
    const alone = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    expect(createKernels(alone).fallback?.code).toBe('BINARY_REFUSED');
  });
});

describe('arrays that the compiled kernels refuse', () => {
  const kernels = createKernels(memory);
  const refusal = 'is not a view';

  it('rankK_rowsElsewhere_isRefused', () => {
    const [out, ticket] = [kernelMemory.float64(10), kernelMemory.int32(1)];
    const rows = new Float64Array(16);
    expect(() => kernels.rankK({ rows, n: 4, T: 4, stride: 4, out, ticket })).toThrow(refusal);
  });

  it('rankK_outTooShort_isRefusedBeforeABlockIsTaken', () => {
    const ticket = kernelMemory.int32(1).fill(0);
    const job = {
      rows: kernelMemory.float64(16),
      n: 4,
      T: 4,
      stride: 4,
      out: kernelMemory.float64(9),
      ticket,
    };
    expect(() => kernels.rankK(job)).toThrow('out holds 9, needs 10');
    expect(ticket[0]).toBe(0);
  });

  it('selectLargest_outElsewhere_isRefused', () => {
    expect(() => kernels.selectLargest(kernelMemory.float64(4), new Float64Array(2))).toThrow(refusal);
  });

  it.each([0, 5])('selectLargest_%i_ofFour_isRefused', (k) => {
    expect(() => kernels.selectLargest(kernelMemory.float64(4), kernelMemory.float64(k))).toThrow(RangeError);
  });

  it('viewOn_anArrayFromAnotherThread_isTakenAgain', () => {
    const values = kernelMemory.float64(3);
    values.set([1, 3, 2]);
    const received = structuredClone(values);
    const out = kernelMemory.float64(2);
    expect(() => kernels.selectLargest(received, out)).toThrow(refusal);
    expect(kernels.selectLargest(viewOn(memory, received), out)).toBe(5);
  });
});

describe('kernel memory', () => {
  it('arrays_ofAnyLength_startOnACacheLineOfTheirOwn', () => {
    const arrays = [
      kernelMemory.float64(1),
      kernelMemory.int32(3),
      kernelMemory.float32(17),
      kernelMemory.int32(1),
    ];
    expect(arrays.map(({ byteOffset }) => byteOffset)).toEqual([0, 64, 128, 256]);
  });

  it('arrays_beyondTheRoom_areRefused_untilItIsTakenBack', () => {
    kernelMemory.float64(kernelMemory.free / 8);
    expect(() => kernelMemory.int32(1)).toThrow('0 bytes left');
    kernelMemory.reset();
    expect(kernelMemory.int32(1).byteOffset).toBe(0);
  });

  it.each([0, NaN, 2 ** 32 + 1])('KernelMemory_of_%d_bytes_isRefused', (bytes) => {
    expect(() => new KernelMemory(bytes)).toThrow(RangeError);
  });
});
