import { timestampText } from '../../engine/results/timestamp-text.ts';
import { notCovered, SqlError } from '../../sql/sql-error.ts';
import { decodeNumeric } from './numeric.ts';
import { OIDS } from './types.ts';

const EPOCH_MICROS = 946_684_800_000_000n;
const DAY_MICROS = 86_400_000_000n;
const TEXTS: ReadonlySet<number> = new Set([
  0,
  OIDS.text,
  OIDS.varchar,
  OIDS.bpchar,
  OIDS.name,
  OIDS.char,
  OIDS.unknown,
]);

/** A parameter's value as text. @throws SqlError for bytes that are no value of the type */
export function decodeParameter(bytes: Buffer, oid: number, isBinary: boolean): string {
  if (!isBinary || TEXTS.has(oid)) return bytes.toString('utf8');
  const decode = DECODERS[oid];
  if (!decode) throw notCovered(`a parameter of type ${oid} in binary format`);
  try {
    return decode(bytes);
  } catch {
    throw new SqlError('incorrect binary data format in bind parameter', '22P03');
  }
}

const DECODERS: Readonly<Record<number, (bytes: Buffer) => string>> = {
  [OIDS.bool]: (bytes) => (bytes.readInt8() === 0 ? 'false' : 'true'),
  [OIDS.int2]: (bytes) => String(bytes.readInt16BE()),
  [OIDS.int4]: (bytes) => String(bytes.readInt32BE()),
  [OIDS.int8]: (bytes) => String(bytes.readBigInt64BE()),
  [OIDS.oid]: (bytes) => String(bytes.readUInt32BE()),
  [OIDS.float4]: (bytes) => String(bytes.readFloatBE()),
  [OIDS.float8]: (bytes) => String(bytes.readDoubleBE()),
  [OIDS.numeric]: decodeNumeric,
  [OIDS.date]: (bytes) =>
    timestampText(BigInt(bytes.readInt32BE()) * DAY_MICROS + EPOCH_MICROS).slice(0, 10),
  [OIDS.timestamp]: (bytes) => timestampText(bytes.readBigInt64BE() + EPOCH_MICROS),
  [OIDS.timestamptz]: (bytes) => `${timestampText(bytes.readBigInt64BE() + EPOCH_MICROS)}+00`,
};
