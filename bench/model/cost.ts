import {
  consumer,
  extendedRetentionDays,
  fixedParts,
  idleQueueRequestsPerSecond,
  loader,
  logBytesPerInvocation,
  warehouseRowBytes,
} from './assumptions.ts';
import { daySeconds } from './day.ts';
import { pipelineDay, type Setting } from './pipeline.ts';
import { prices } from './prices.ts';

const monthHours = 730;
const monthDays = monthHours / 24;
const gigabyte = 1024 ** 3;
/** The archive and the facts grow for ever: their storage is that after a year. */
const storedDays = 365;
/** Kinesis counts a record as a whole number of kilobytes, and each event here is below one. */
const billedRecordBytes = 1024;
const sweepSeconds = 0.3;
const sweepsPerDay = daySeconds / 60;

export type CostLine = { readonly part: string; readonly dollarsPerMonth: number };

const kinesisCost = (eventsPerDay: number): number => {
  const gigabytesPerDay = (eventsPerDay * billedRecordBytes) / gigabyte;
  const { streamHour, gigabyteIn, gigabyteOut, extendedGigabyteMonth } = prices.kinesis;
  return (
    2 * monthHours * streamHour +
    // Read twice: by the consumer and by the reconciliation.
    monthDays * gigabytesPerDay * (gigabyteIn + 2 * gigabyteOut) +
    gigabytesPerDay * extendedRetentionDays * extendedGigabyteMonth
  );
};

const fixedCost = (): number => {
  const { cloudWatch, mysql } = prices;
  return (
    prices.kms.keyMonth +
    fixedParts.endpointZones * monthHours * prices.interfaceEndpointZoneHour +
    fixedParts.secrets * prices.secretMonth +
    fixedParts.alarmMetrics * cloudWatch.alarmMonth +
    fixedParts.dashboards * cloudWatch.dashboardMonth +
    fixedParts.logMetrics * cloudWatch.metricMonth +
    monthHours * mysql.hour +
    fixedParts.mysqlGigabytes * mysql.gigabyteMonth
  );
};

/** What a month costs, part by part, in US dollars. */
export const monthlyCost = (setting: Setting): readonly CostLine[] => {
  const day = pipelineDay(setting);
  const { lambda, s3, sqs, redshift, kms, cloudWatch } = prices;
  const invocations = day.invocations + day.loads + sweepsPerDay;
  const gigabyteSeconds =
    day.consumerSeconds * consumer.memoryGigabytes +
    (day.loaderSeconds + sweepsPerDay * sweepSeconds) * loader.memoryGigabytes;
  // Objects and receipts are put; each load writes a manifest; each sweep lists.
  const puts = day.objects + day.invocations + (day.loads + sweepsPerDay) * loader.requests;
  const queueRequests = day.objects + 2 * day.loads + idleQueueRequestsPerSecond * daySeconds;
  const storedGigabytes = (day.archiveBytes * storedDays) / gigabyte;
  const rowGigabytes = (setting.eventsPerDay * warehouseRowBytes * storedDays) / gigabyte;
  return [
    { part: 'Kinesis', dollarsPerMonth: kinesisCost(setting.eventsPerDay) },
    {
      part: 'Lambda',
      dollarsPerMonth:
        monthDays * (invocations * lambda.request + gigabyteSeconds * lambda.gigabyteSecond),
    },
    {
      part: 'S3',
      dollarsPerMonth:
        monthDays * (puts * s3.putOrList + day.objects * s3.get) +
        storedGigabytes * s3.gigabyteMonth,
    },
    { part: 'SQS', dollarsPerMonth: monthDays * queueRequests * sqs.request },
    {
      part: 'Redshift',
      dollarsPerMonth:
        (monthDays * day.awakeSeconds * setting.rpus * redshift.rpuHour) / 3600 +
        rowGigabytes * redshift.gigabyteMonth,
    },
    {
      part: 'logs and keys',
      dollarsPerMonth:
        monthDays *
        ((invocations * logBytesPerInvocation * cloudWatch.gigabyteOfLogs) / gigabyte +
          invocations * kms.request),
    },
    { part: 'MySQL, network, alarms', dollarsPerMonth: fixedCost() },
  ];
};

export const totalCost = (lines: readonly CostLine[]): number =>
  lines.reduce((sum, { dollarsPerMonth }) => sum + dollarsPerMonth, 0);
