import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Entry = { version?: string; resolved?: string };
type LockFile = { packages: Record<string, Entry> };

const lockFile = JSON.parse(
  readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'),
) as LockFile;
const { missingPlatforms } = (await import(
  new URL('../../../bin/complete-lock-file.mjs', import.meta.url).href
)) as { missingPlatforms: (lockFile: LockFile) => Record<string, Entry> };

describe('the lock file', () => {
  it('names the packages of all platforms, so that npm ci takes it (else: node bin/complete-lock-file.mjs)', () => {
    expect(missingPlatforms(lockFile)).toEqual({});
  });

  it('names no registry host', () => {
    expect(Object.values(lockFile.packages).filter((entry) => entry.resolved)).toEqual([]);
  });
});
