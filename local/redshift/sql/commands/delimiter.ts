import { SqlError } from '../sql-error.ts';

/**
 * The delimiter of COPY and UNLOAD: one ASCII character, `\t`, or an octal number.
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html#copy-delimiter
 */
export function delimiterOf(text: string): string {
  const octal = /^\\([0-7]{3})$/.exec(text)?.[1];
  const delimiter =
    octal === undefined
      ? text.replace(/^\\t$/, '\t')
      : String.fromCharCode(Number.parseInt(octal, 8));
  if (delimiter.length !== 1 || delimiter.charCodeAt(0) > 127)
    throw new SqlError(`a delimiter must be a single ASCII character, got "${text}"`, '22023');
  return delimiter;
}
