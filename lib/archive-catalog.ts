import { Stack } from 'aws-cdk-lib';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { archiveTables, type Kind, kinds } from '../domain/facts.ts';
import type { Column } from '../domain/table.ts';

export type ArchiveCatalogProps = {
  /** Where the tables' objects lie, under `archive/<kind>/`. */
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

type Partitions = {
  /** @default none: the table is one whole */
  readonly partitionKeys?: readonly CfnTable.ColumnProperty[];
  /** How Athena works the partitions out. @default it does not */
  readonly parameters?: Readonly<Record<string, string>>;
};

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

const partitionKeys = ['origin', 'arrival_date', 'arrival_hour'].map((name) => ({
  name,
  type: 'string',
}));

/**
 * The archive as tables, columns as the table contracts have them. For each kind one that Athena works the
 * partitions out of, and one without partitions: Spectrum knows no projection, finds no partition in the catalog,
 * and would answer with no row (https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html). It reads
 * subfolders by itself (https://docs.aws.amazon.com/redshift/latest/dg/c-spectrum-external-tables.html).
 */
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
    for (const kind of kinds) {
      const location = archive.s3UrlForObject(`archive/${kind}/`);
      this.#table(kind, kind, name, location, {
        partitionKeys,
        parameters: {
          ...projection,
          'storage.location.template': `${location}origin=\${origin}/arrival_date=\${arrival_date}/arrival_hour=\${arrival_hour}/`,
        },
      });
      this.#table(kind, `${kind}_whole`, name, location, {});
    }
  }

  #table(
    kind: Kind,
    name: string,
    databaseName: string,
    location: string,
    { partitionKeys = [], parameters = {} }: Partitions,
  ): void {
    const { columns, description } = archiveTables[kind];
    const table = new CfnTable(this, `Table-${name}`, {
      catalogId: Stack.of(this).account,
      databaseName,
      tableInput: {
        name,
        description,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: [...partitionKeys],
        parameters: { classification: 'parquet', ...parameters },
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
