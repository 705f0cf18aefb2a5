import { AwsJson1_1Protocol, JsonCodec2, JsonShapeDeserializer2 } from '@aws-sdk/core/protocols';

/** What the SDK gives its own codec for this protocol: times are epoch seconds (7 is its number for them). */
const jsonSettings = {
  timestampFormat: { useTrait: true, default: 7 },
  jsonName: false,
} as const;

/**
 * Takes the records of a result as they were sent: `{"longValue": 1}` is what the SDK makes of it too, after a walk
 * over the service's schema for each field, which takes most of the time of a large result
 * (docs/adr/0025-records-without-a-walk-over-the-schema.md). A blobValue stays Base64.
 */
class RecordsAsSent extends JsonShapeDeserializer2 {
  override async read(
    schema: Parameters<JsonShapeDeserializer2['read']>[0],
    data: unknown,
  ): Promise<unknown> {
    if (!(data instanceof Uint8Array) || data.byteLength === 0) return super.read(schema, data);
    const text = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString();
    const { Records: records, ...answer } = JSON.parse(text);
    const output = this.readObject(schema, answer);
    return records === undefined ? output : { ...output, Records: records };
  }
}

class RecordsAsSentCodec extends JsonCodec2 {
  override createDeserializer(): RecordsAsSent {
    return new RecordsAsSent(this.settings);
  }
}

/** The protocol of a client that reads many records: results of the Data API, or GetRecords of Kinesis, whose data then is Base64. */
export class ResultRecordsProtocol extends AwsJson1_1Protocol {
  constructor(settings: ConstructorParameters<typeof AwsJson1_1Protocol>[0]) {
    super({ ...settings, jsonCodec: new RecordsAsSentCodec(jsonSettings) });
  }
}
