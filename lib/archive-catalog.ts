import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { archiveTables, type Kind, kinds } from '../domain/facts.ts';
import type { Column } from '../domain/table.ts';

export type ArchiveCatalogProps = {
  readonly archive: Bucket;
};

const glueType = (column: Column): string => {
  switch (column.type) {
    case 'varchar':
      return 'string';
    case 'integer':
      return 'int';
    default:
      return column.type;
  }
};

const glueColumn = (column: Column): CfnTable.ColumnProperty => ({
  name: column.name,
  type: glueType(column),
  // Glue takes 255 characters: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-tables.html
  comment: column.description.slice(0, 255),
});

/** Athena works the partitions out by itself: https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html */
const projection = {
  'projection.enabled': 'true',
  'projection.origin.type': 'enum',
  'projection.origin.values': 'stream,history',
  'projection.arrival_date.type': 'date',
  'projection.arrival_date.format': 'yyyy-MM-dd',
  'projection.arrival_date.range': '2024-01-01,NOW+1DAYS',
  'projection.arrival_hour.type': 'integer',
  'projection.arrival_hour.range': '0,23',
  'projection.arrival_hour.digits': '2',
};

/** The archive as tables for Athena and Spectrum, one for each kind, columns as the table contracts have them. */
export class ArchiveCatalog extends Construct {
  readonly database: CfnDatabase;

  constructor(scope: Construct, id: string, { archive }: ArchiveCatalogProps) {
    super(scope, id);
    const { account, stackName } = Stack.of(this);
    const name = `${stackName.replaceAll('-', '_').toLowerCase()}_archive`;
    this.database = new CfnDatabase(this, 'Database', {
      catalogId: account,
      databaseInput: {
        name,
        description: 'CasePulse: every accepted event, and every refused one',
      },
    });
    for (const kind of kinds) this.#table(kind, name, archive, account);
  }

  #table(kind: Kind, databaseName: string, archive: Bucket, catalogId: string): void {
    const { columns, description } = archiveTables[kind];
    const location = archive.s3UrlForObject(`archive/${kind}/`);
    const table = new CfnTable(this, `Table-${kind}`, {
      catalogId,
      databaseName,
      tableInput: {
        name: kind,
        description,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [
          { name: 'origin', type: 'string' },
          { name: 'arrival_date', type: 'string' },
          { name: 'arrival_hour', type: 'string' },
        ],
        parameters: {
          classification: 'parquet',
          ...projection,
          'storage.location.template': `${location}origin=\${origin}/arrival_date=\${arrival_date}/arrival_hour=\${arrival_hour}/`,
        },
        storageDescriptor: {
          columns: columns.map(glueColumn),
          location,
          inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
          outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
          serdeInfo: {
            serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
          },
        },
      },
    });
    table.node.addDependency(this.database);
  }
}
