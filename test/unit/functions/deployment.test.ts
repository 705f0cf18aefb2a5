import { describe, expect, it } from 'vitest';
import { wantsMigration } from '../../../lambdas/migrate-warehouse/deployment.ts';

const latest = (latestMigration: string) => ({ latestMigration });

describe('a deployment migrates', () => {
  it.each([
    ['the first', { RequestType: 'Create', ResourceProperties: latest('0006_a.sql') }],
    [
      'a newer version',
      {
        RequestType: 'Update',
        ResourceProperties: latest('0007_b.sql'),
        OldResourceProperties: latest('0006_a.sql'),
      },
    ],
    [
      'changed views alone',
      {
        RequestType: 'Update',
        ResourceProperties: latest('0006_a.sql'),
        OldResourceProperties: latest('0006_a.sql'),
      },
    ],
    ['a call by hand', undefined],
  ])('%s', (_, event) => expect(wantsMigration(event)).toBe(true));
});

describe('a deployment leaves the warehouse alone', () => {
  it.each([
    ['where the stack goes', { RequestType: 'Delete', ResourceProperties: latest('0006_a.sql') }],
    [
      'where it is rolled back to an older version',
      {
        RequestType: 'Update',
        ResourceProperties: latest('0006_a.sql'),
        OldResourceProperties: latest('0007_b.sql'),
      },
    ],
  ])('%s', (_, event) => expect(wantsMigration(event)).toBe(false));
});
