import * as z from 'zod/mini';
import { archivePrefix } from '../../domain/archive-layout.ts';
import { ConsistencyError } from '../../domain/errors.ts';
import { type Kind, kinds } from '../../domain/facts.ts';
import { parseMessage } from '../../domain/messages.ts';
import { type BatchContext, type BatchRun, runKey } from '../context.ts';
import { historyReceipts, receiptOfObject } from './chunk-place.ts';

/**
 * Keys of the archive objects that killed conversions wrote and left without a receipt, by kind and name. They
 * stand as they are, and the next conversion of their chunk writes the receipt.
 */
export type Leftovers = Readonly<Record<string, string>>;

/** How `Leftovers` names an object. */
export const leftoverName = (kind: Kind, name: string): string => `${kind}/${name}`;

const leftoversKey = (run: BatchRun): string => runKey(run, 'history/leftovers.json');

const nameIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1, -'.parquet'.length);

/** Looks through all that the archive has of history: once a run, however many conversions it has. */
export const findLeftovers = async ({ archive }: BatchContext): Promise<Leftovers> => {
  const receipts = new Set<string>();
  for await (const { key } of archive.list(historyReceipts)) receipts.add(key);
  const leftovers: Record<string, string> = {};
  for (const kind of kinds) {
    for await (const { key } of archive.list(archivePrefix(kind, 'history'))) {
      const receipt = receiptOfObject(key);
      if (receipt === null || receipts.has(receipt)) continue;
      leftovers[leftoverName(kind, nameIn(key))] = key;
    }
  }
  return leftovers;
};

/** Leaves what `findLeftovers` found for the conversions that the state machine starts one by one. */
export const writeLeftovers = async (context: BatchContext, run: BatchRun): Promise<void> =>
  context.staging.put(
    leftoversKey(run),
    JSON.stringify(await findLeftovers(context)),
    'application/json',
  );

/** @throws ConsistencyError where the plan of the run has left none. */
export const readLeftovers = async (
  { staging }: BatchContext,
  run: BatchRun,
): Promise<Leftovers> => {
  const key = leftoversKey(run);
  const body = await staging.get(key);
  if (body === null) {
    throw new ConsistencyError(
      `Run ${run.runId} must have been planned before a file of its history is converted, got no ${key}; run the batch again`,
    );
  }
  return parseMessage(z.record(z.string(), z.string()), new TextDecoder().decode(body), key);
};
