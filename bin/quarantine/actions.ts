import { SQSClient } from '@aws-sdk/client-sqs';
import { ObjectStore } from '../../adapters/object-store.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { reasonCodes } from '../../domain/events/reasons.ts';
import { callersConsumer } from '../callers-consumer.ts';
import { callersLoader } from '../callers-loader.ts';
import { loadEnvironment, variable } from '../environment.ts';
import { formatResult, type ResultFormat } from '../result-formats.ts';
import { callersWarehouse } from '../warehouses.ts';
import { DeadLetters } from './dead-letters.ts';
import { noFix, readFix } from './fix.ts';
import { givenUpBatches, redriveGivenUp } from './given-up.ts';
import { filterParameters, findRecord, originalBytes, type RecordFilter } from './records.ts';
import { prepareRedrive, type RedrivenRecord, sendPrepared } from './redrive-records.ts';
import { redriveSetAside, setAsideObjects } from './set-aside.ts';
import { listDeadLetters, listGivenUp, listSetAside } from './waiting-list.ts';

type Place = 'records' | 'objects' | 'dead-letters' | 'given-up';

const deadLetters = (): Promise<DeadLetters> =>
  DeadLetters.of(variable('LOAD_QUEUE_URL'), new SQSClient({}));

const archiveStore = (): ObjectStore => new ObjectStore(variable('ARCHIVE_BUCKET'));

/** An id fits, and a row keeps to a few lines of a terminal; `show` has the rest. */
const longestCellChars = 128;

/** What waits at a place, printed. */
export const list = async (
  place: Place,
  { limit, ...filter }: RecordFilter & { readonly limit: number },
  format: ResultFormat,
): Promise<string> => {
  loadEnvironment();
  if (place === 'objects') {
    return formatResult(listSetAside(await setAsideObjects(callersLoader())), format);
  }
  if (place === 'given-up') {
    return formatResult(listGivenUp(await givenUpBatches(archiveStore(), filter)), format);
  }
  if (place === 'dead-letters') {
    const { count, seen } = await (await deadLetters()).list();
    if (count > seen.length) console.error(`${count} messages; ${seen.length} can be seen at once`);
    return formatResult(listDeadLetters(seen), format);
  }
  const [sql = ''] = sqlStatements('commands/quarantine-list.sql', { limit });
  const records = await callersWarehouse().result(sql, filterParameters(filter));
  return formatResult(records, format, longestCellChars);
};

/** One record: its row and what it is made of, or its bytes alone. */
export const show = async (id: string, isRaw: boolean): Promise<void> => {
  loadEnvironment();
  const archive = archiveStore();
  const { row, content } = await findRecord(id, callersWarehouse(), archive);
  if (isRaw) {
    process.stdout.write(await originalBytes(row, archive));
    return;
  }
  for (const [name, value] of Object.entries(row)) console.log(`${name}: ${value ?? ''}`);
  console.log('content:');
  if (content instanceof Uint8Array) console.log(Buffer.from(content).toString('base64'));
  else console.log(typeof content === 'string' ? content : JSON.stringify(content, null, 2));
};

const dryRunText = (records: readonly RedrivenRecord[]): string => {
  const names = ['id', 'reason_code', 'stream', 'verdict'];
  return formatResult(
    {
      columns: names.map((name) => ({ name, type: 'varchar' })),
      rows: records.map(({ id, reasonCode, stream, verdict }) => [id, reasonCode, stream, verdict]),
    },
    'table',
  );
};

type RedriveOptions = RecordFilter & {
  readonly id?: string;
  readonly fix?: string;
  readonly again?: true;
  readonly dryRun?: true;
  readonly limit: number;
};

const redriveRecords = async (options: RedriveOptions): Promise<string> => {
  const { id, fix, again, dryRun, limit, ...filter } = options;
  const warehouse = callersWarehouse();
  const redrive = {
    ...filter,
    ...(id !== undefined && { id }),
    again: again === true,
    fix: fix === undefined ? noFix : await readFix(fix),
    streams: { cases: variable('CASE_STREAM'), surveys: variable('SURVEY_STREAM') },
    businessTimezone: process.env['BUSINESS_TIMEZONE'] ?? 'UTC',
  };
  const prepared = await prepareRedrive(redrive, warehouse, archiveStore(), limit);
  if (dryRun) return dryRunText(prepared.map(({ report }) => report));
  if (prepared.length === 0) {
    return `redrove nothing: no such record waits${again ? '' : '; what was redriven before is left out without --again'}`;
  }
  const sent = await sendPrepared(prepared, redrive, warehouse);
  const left = prepared.length - sent;
  const refused = prepared.filter(
    ({ report, record }) => record !== null && reasonCodes.includes(report.verdict),
  ).length;
  return [
    `redrove ${sent} of ${prepared.length} records`,
    ...(refused > 0
      ? [`${refused} of them can still not be used and come back to quarantine`]
      : []),
    ...(left > 0 ? [`${left} stay there: --dry-run says why`] : []),
  ].join('; ');
};

const redriveBatches = async ({
  again,
  dryRun,
  limit: _limit,
  ...filter
}: RedriveOptions): Promise<string> => {
  const batches = (await givenUpBatches(archiveStore(), filter)).filter(
    ({ isRedriven }) => again === true || !isRedriven,
  );
  if (dryRun) return formatResult(listGivenUp(batches), 'table');
  const records = await redriveGivenUp(batches, callersConsumer());
  return `stored ${records} records of ${batches.length} batches`;
};

/** Sends again, or loads, what waits at a place. @returns what was done, for a person */
export const redrive = async (place: Place, options: RedriveOptions): Promise<string> => {
  loadEnvironment();
  if (place === 'records') return redriveRecords(options);
  if (place === 'given-up') return redriveBatches(options);
  if (options.dryRun) return list(place, { limit: options.limit }, 'table');
  if (place === 'objects') {
    const loader = callersLoader();
    const objects = await setAsideObjects(loader);
    const loaded = await redriveSetAside(objects, loader);
    return `loaded ${loaded} objects; ${(await setAsideObjects(loader)).length} can still not be read`;
  }
  const letters = await (await deadLetters()).redrive(callersLoader());
  return `redrove ${letters} dead letters`;
};
