import { ConsistencyError } from '../../domain/errors.ts';
import { parseMessage, receiptSchema } from '../../domain/messages.ts';
import type { BatchContext } from '../context.ts';
import { receiptOfObject } from './chunk-place.ts';

/**
 * Rows of a history object, by its receipt; null where it has none yet: its conversion was killed,
 * and the next one writes the receipt.
 * @throws ConsistencyError where the receipt does not know the object
 */
export const receiptRows = async (
  { archive }: BatchContext,
  objectKey: string,
): Promise<number | null> => {
  const receiptKey = receiptOfObject(objectKey);
  const body = receiptKey === null ? null : await archive.get(receiptKey);
  if (receiptKey === null || body === null) return null;
  const receipt = parseMessage(receiptSchema, new TextDecoder().decode(body), receiptKey);
  const archived = receipt.archived.find(({ key }) => key === objectKey);
  if (archived) return archived.rows;
  throw new ConsistencyError(
    `The receipt ${receiptKey} must name ${objectKey}, got other objects; convert its history again`,
  );
};
