import { FieldReader } from './field-reader.ts';

const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
const VERSION_3 = 3;
/** Asked for by Amazon's JDBC driver, which takes no message that declines it and goes on without. */
const COMPRESSION = '_pq_.compression';

/** What a connection's first message asks for. */
export type Startup =
  | { kind: 'encryption' }
  | { kind: 'cancel'; pid: number; secret: number }
  | {
      kind: 'session';
      parameters: ReadonlyMap<string, string>;
      /** True where the client speaks a newer minor version or names options that we don't know. */
      isNewer: boolean;
      unknownOptions: string[];
    }
  | { kind: 'unsupported'; version: string };

/** https://www.postgresql.org/docs/15/protocol-message-formats.html: StartupMessage, SSLRequest, CancelRequest */
export function readStartup(body: Buffer): Startup {
  const fields = new FieldReader(body);
  const code = fields.int32();
  if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'encryption' };
  if (code === CANCEL_REQUEST)
    return { kind: 'cancel', pid: fields.int32(), secret: fields.int32() };
  const major = code >> 16;
  const minor = code & 0xffff;
  if (major !== VERSION_3) return { kind: 'unsupported', version: `${major}.${minor}` };
  const parameters = new Map<string, string>();
  while (!fields.isDone) {
    const name = fields.text();
    if (name === '') break;
    parameters.set(name, fields.text());
  }
  const unknownOptions = [...parameters.keys()].filter(
    (name) => name.startsWith('_pq_.') && name !== COMPRESSION,
  );
  return {
    kind: 'session',
    parameters,
    isNewer: minor > 0 || unknownOptions.length > 0,
    unknownOptions,
  };
}
