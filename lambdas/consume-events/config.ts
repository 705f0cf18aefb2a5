import * as z from 'zod/mini';
import {
  readEnvironment,
  setting,
  timezoneSetting,
  wholeNumberSetting,
} from '../../adapters/environment.ts';

const schema = z.object({
  ARCHIVE_BUCKET: setting(),
  LOAD_QUEUE_URL: setting(),
  LOAD_INTERVAL_SECONDS: wholeNumberSetting(1, 900, 60),
  BUSINESS_TIMEZONE: timezoneSetting(),
});

/** What consume-events takes from the environment. @throws ConfigurationError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => {
  const settings = readEnvironment(schema, env);
  return {
    archiveBucket: settings.ARCHIVE_BUCKET,
    loadQueueUrl: settings.LOAD_QUEUE_URL,
    loadIntervalSeconds: settings.LOAD_INTERVAL_SECONDS,
    businessTimezone: settings.BUSINESS_TIMEZONE,
  };
};
