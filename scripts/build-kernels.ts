import { buildIfStale } from './build-if-stale.ts';

/** Part of every install. Without the compiler, as in an install for production, there are the kernels in TypeScript. */
if (!(await buildIfStale('kernels'))) console.log('The kernels are not compiled, so they run in TypeScript.');
