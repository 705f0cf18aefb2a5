import * as z from 'zod/mini';
import { ContractError } from './errors.ts';
import { kinds } from './facts.ts';
import './schema-sentences.ts';

/** What a consumer batch read and where it put it: the proof that reconciliation compares. */
export const receiptSchema = z.object({
  version: z.literal(1),
  stream: z.string(),
  shardId: z.string(),
  firstSequenceNumber: z.string(),
  lastSequenceNumber: z.string(),
  /** Records of the stream in the batch. */
  records: z.int(),
  /** Events found in them: archived + quarantined. */
  events: z.int(),
  /** One for each archive object written, quarantine among them. */
  archived: z.array(z.object({ kind: z.enum(kinds), key: z.string(), rows: z.int() })),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Tells the loader that there is something to load. No work order: the loader looks for itself. */
export const wakeUpSchema = z.object({
  version: z.literal(1),
  kind: z.enum(kinds),
  /** The archive partition (prefix up to the hour) that has something new; absent: look everywhere. */
  partition: z.optional(z.string()),
});
export type WakeUp = z.infer<typeof wakeUpSchema>;

/** @throws ContractError where `text` is not such a message. */
export const parseMessage = <T>(schema: z.ZodMiniType<T>, text: string, subject: string): T => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ContractError(`${subject} must be JSON, got ${text.slice(0, 80)}`, { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new ContractError(
      `${subject} is not what its contract says: ${z.prettifyError(result.error)}`,
    );
  }
  return result.data;
};
