import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { Fault } from './reasons.ts';

/*
 * An aggregate of the Kinesis Producer Library: magic, AggregatedRecord in protobuf, its MD5.
 * https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
const magic = [0xf3, 0x89, 0x9a, 0xc2];
const md5Bytes = 16;

/** Field numbers: AggregatedRecord.records, Record.data. */
const recordsField = 3;
const dataField = 3;

/** Whether the bytes say that they are an aggregate. No UTF-8 text and no gzip begins like this. */
export const isAggregate = (data: Uint8Array): boolean =>
  magic.every((byte, at) => data[at] === byte);

/** The bytes of a field that must be length-delimited. @throws where it is not, or is cut off */
const delimited = (reader: BinaryReader, wireType: WireType): Uint8Array => {
  if (wireType !== WireType.LengthDelimited) throw new RangeError('no bytes');
  return reader.bytes();
};

/** Record.data. @throws where the message is damaged, or has no data */
const recordData = (record: Uint8Array): Uint8Array => {
  const reader = new BinaryReader(record);
  let data: Uint8Array | undefined;
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field !== dataField) {
      reader.skip(wireType, field);
      continue;
    }
    if (data !== undefined) throw new RangeError('data twice');
    data = delimited(reader, wireType);
  }
  if (data === undefined) throw new RangeError('no data');
  return data;
};

const recordsOf = (message: Uint8Array, maxRecords: number): Uint8Array[] | Fault => {
  const reader = new BinaryReader(message);
  const records: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === recordsField) records.push(recordData(delimited(reader, wireType)));
    else reader.skip(wireType, field);
    if (records.length > maxRecords) {
      return new Fault(
        'too_many_events',
        null,
        `A KPL aggregate must hold ${maxRecords} records or fewer, got more`,
      );
    }
  }
  return records;
};

/**
 * The user records of an aggregate, whole and in order: their place is the sub-sequence number. Keys and
 * tags are skipped: nothing here depends on them, and some producers write wrong ones.
 * @param md5 MD5 of bytes, hexadecimal
 */
export const readAggregate = (
  data: Uint8Array,
  md5: (data: Uint8Array) => string,
  maxRecords: number,
): Uint8Array[] | Fault => {
  const message = data.subarray(magic.length, Math.max(magic.length, data.length - md5Bytes));
  const checksum = data.subarray(magic.length + message.length);
  const expected = md5(message);
  let sent = '';
  for (const byte of checksum) sent += byte.toString(16).padStart(2, '0');
  if (sent !== expected) {
    return new Fault(
      'kpl_checksum',
      null,
      `A KPL aggregate must end with its MD5 ${expected}, got ${sent === '' ? 'nothing' : sent}`,
    );
  }
  try {
    return recordsOf(message, maxRecords);
  } catch {
    return new Fault('not_kpl', null, 'A KPL aggregate must be a whole message, got damaged bytes');
  }
};
