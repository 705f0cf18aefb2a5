import { ConfigurationError } from '../domain/errors.ts';

/*
 * Stands for iconv-lite in the functions' bundles (lib/foundation/function-bundling.ts). mysql2 asks it for the charsets that
 * Node's Buffer does not know, and a connection of ours speaks utf8mb4, which Buffer knows: half a megabyte of tables for
 * charsets that no function meets would be most of what a bundle has of its own. See docs/adr/0044.
 */

const refuse = (charset: string): never => {
  throw new ConfigurationError(
    `MySQL must speak utf8mb4 with a function, got the charset ${charset}; take it out of the connection's settings on the server`,
  );
};

/** MySQL's utf8mb3, as mysql2 calls it: the same bytes as UTF-8, since it has no characters beyond three bytes. */
const threeByteUtf8 = 'cesu8';

/** As iconv-lite has it. @throws ConfigurationError for any charset but utf8mb3 */
export const getDecoder = (charset: string) => {
  if (charset !== threeByteUtf8) refuse(charset);
  const decoder = new TextDecoder('utf-8');
  return {
    write: (bytes: Uint8Array): string => decoder.decode(bytes, { stream: true }),
    end: (): string => decoder.decode(),
  };
};

/** As iconv-lite has it. @throws ConfigurationError for any charset but utf8mb3 */
export const getEncoder = (charset: string) => {
  if (charset !== threeByteUtf8) refuse(charset);
  return { write: (text: string): Buffer => Buffer.from(text), end: (): undefined => undefined };
};
