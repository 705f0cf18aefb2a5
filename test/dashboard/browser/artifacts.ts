import { resolve } from 'node:path';

/** Pictures of every page and, after a failure, logs: CI keeps this folder, git does not. */
export const artifacts = resolve(import.meta.dirname, '../../artifacts/dashboard');
