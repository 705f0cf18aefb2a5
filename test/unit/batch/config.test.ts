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

  it('is refused with every fault at once', () => {
    const read = () =>
      readBatchConfig({ ...environment, ARCHIVE_BUCKET: undefined, BUSINESS_TIMEZONE: 'Mars' });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(
      /ARCHIVE_BUCKET must be set.*; BUSINESS_TIMEZONE must be an IANA time zone/,
    );
  });
});
