import { describe, expect, it } from 'vitest';
import { readBatchConfig } from '../../../batch/config.ts';
import { ConfigurationError } from '../../../domain/errors.ts';

const environment = {
  ARCHIVE_BUCKET: 'archive',
  STAGING_BUCKET: 'staging',
  WAREHOUSE_WORKGROUP: 'casepulse',
  WAREHOUSE_DATABASE: 'casepulse',
  COPY_ROLE_ARN: 'arn:aws:iam::000000000000:role/copy',
};

describe("the batch layer's environment", () => {
  it('needs no MySQL and no time zone: facts are folded without the one, and the other is UTC', () => {
    expect(readBatchConfig(environment)).toMatchObject({
      mysqlUrl: null,
      businessTimezone: 'UTC',
    });
  });

  it.each([
    ['employee:8', { employee: 8 }],
    ['employee:1000', { employee: 1000 }],
    ['none', {}],
  ])('takes %j as the ranges that dimensions are read in', (MYSQL_KEY_RANGES, keyRanges) => {
    expect(readBatchConfig({ ...environment, MYSQL_KEY_RANGES })).toMatchObject({ keyRanges });
  });

  it.each(['employee', 'employee:1', 'employee:8,', 'employee:1001', 'product:4', 'planet:4'])(
    'refuses %j as ranges',
    (MYSQL_KEY_RANGES) => {
      expect(() => readBatchConfig({ ...environment, MYSQL_KEY_RANGES })).toThrow(
        /MYSQL_KEY_RANGES must be dimension:ranges \(employee; 2 to 1000\)/,
      );
    },
  );

  it('is refused with every fault at once', () => {
    const read = () =>
      readBatchConfig({ ...environment, ARCHIVE_BUCKET: undefined, BUSINESS_TIMEZONE: 'Mars' });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(
      /ARCHIVE_BUCKET must be set.*; BUSINESS_TIMEZONE must be an IANA time zone/,
    );
  });
});
