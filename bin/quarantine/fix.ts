import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ConfigurationError } from '../../domain/errors.ts';
import type { QuarantinedRecord } from './records.ts';

/** What a fix is told about a record beside its content. */
type FixContext = {
  readonly id: string;
  readonly reasonCode: string;
  readonly field: string | null;
  readonly kind: string;
};

/**
 * Mends one record. It gets the event as an object, or what could not be parsed as text or bytes; it
 * gives what to send (objects as JSON), or null to leave the record in quarantine.
 */
export type Fix = (
  content: QuarantinedRecord['content'],
  context: FixContext,
) => unknown | Promise<unknown>;

/** Sends records as they were. */
export const noFix: Fix = (content) => content;

/** The default export of a JavaScript or TypeScript module. @throws ConfigurationError where it is no function */
export const readFix = async (file: string): Promise<Fix> => {
  let loaded: { default?: unknown };
  try {
    loaded = await import(pathToFileURL(resolve(file)).href);
  } catch (cause) {
    throw new ConfigurationError(`The fix must be a module that loads, got ${file}: ${cause}`, {
      cause,
    });
  }
  if (typeof loaded.default !== 'function') {
    throw new ConfigurationError(
      `The fix must export a function as its default, got ${typeof loaded.default} in ${file}; see \`quarantine redrive --help\``,
    );
  }
  return loaded.default as Fix;
};

/**
 * What a fix gave, as bytes to send; null where the record stays.
 * @throws ConfigurationError naming the record, where the fix fails on it
 */
export const fixedBytes = async (
  { id, row, content }: QuarantinedRecord,
  fix: Fix,
): Promise<Uint8Array | null> => {
  let fixed: unknown;
  try {
    fixed = await fix(content, {
      id,
      reasonCode: String(row['reason_code']),
      field: row['field'] === null ? null : String(row['field']),
      kind: String(row['kind']),
    });
  } catch (cause) {
    throw new ConfigurationError(
      `The fix must take every record, and failed on ${id}: ${cause}; nothing was sent: mend it, or let it give null for what it can't mend`,
      { cause },
    );
  }
  if (fixed === null || fixed === undefined) return null;
  if (fixed instanceof Uint8Array) return fixed;
  return Buffer.from(typeof fixed === 'string' ? fixed : JSON.stringify(fixed));
};
