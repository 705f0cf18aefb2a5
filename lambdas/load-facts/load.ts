import type { ScheduledEvent, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { ContractError } from '../../domain/errors.ts';
import { type Kind, kinds } from '../../domain/facts.ts';
import { parseMessage, type WakeUp, wakeUpSchema } from '../../domain/messages.ts';
import { loadKind } from './load-kind.ts';
import type { Loader } from './loader.ts';
import type { Where } from './pending-objects.ts';
import { sweep } from './sweep.ts';

type Message = { readonly messageId: string; readonly wakeUp: WakeUp };

/** A body that is no wake-up is logged and let go: it carries no data, and would block its group. */
const readMessage = ({ messageId, body }: SQSRecord, { log }: Loader): Message[] => {
  try {
    return [{ messageId, wakeUp: parseMessage(wakeUpSchema, body, 'A wake-up') }];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    log({ level: 'ERROR', message: 'not a wake-up', messageId, error: error.message });
    return [];
  }
};

/** The partitions that the wake-ups name; everything recent where one names none. */
const whereOf = (messages: readonly Message[]): Where => {
  const partitions = messages.map(({ wakeUp }) => wakeUp.partition);
  return partitions.includes(undefined)
    ? 'recent'
    : [...new Set(partitions.filter((partition) => partition !== undefined))];
};

const tryLoad = async (kind: Kind, load: () => Promise<unknown>, loader: Loader) => {
  try {
    await load();
    return null;
  } catch (error) {
    const { name, message } = error as Error;
    loader.count('FailedLoads', 1);
    loader.log({ level: 'ERROR', message: 'load failed', kind, error: `${name}: ${message}` });
    return error as Error;
  }
};

/** Loads the kinds that were woken; the messages of a kind that failed come back later. */
export const loadWoken = async (event: SQSEvent, loader: Loader): Promise<SQSBatchResponse> => {
  const messages = event.Records.flatMap((record) => readMessage(record, loader));
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const [kind, group] of Map.groupBy(messages, ({ wakeUp }) => wakeUp.kind)) {
    const where = whereOf(group);
    if ((await tryLoad(kind, () => loadKind(kind, where, loader), loader)) === null) continue;
    for (const { messageId } of group) batchItemFailures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures };
};

/** The sweep: loads whatever waits, of every kind. @throws the first error, after all kinds were tried. */
export const loadAll = async (_event: ScheduledEvent, loader: Loader): Promise<void> => {
  const errors: Error[] = [];
  for (const kind of kinds) {
    const error = await tryLoad(kind, () => sweep(kind, loader), loader);
    if (error !== null) errors.push(error);
  }
  if (errors[0] !== undefined) throw errors[0];
};
