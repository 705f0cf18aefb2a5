import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { projectRoot } from '../foundation/function-bundling.ts';
import { allow, allowKey, explainManagedLogging, explainWildcards } from '../foundation/grants.ts';
import {
  type FunctionSurroundings,
  functionLogs,
  PipelineFunction,
} from '../foundation/pipeline-function.ts';
import { allowWarehouseAsAdmin } from './access.ts';
import type { Warehouse } from './warehouse.ts';

export type MigrationProps = {
  /** Key and log retention of its functions. */
  readonly surroundings: FunctionSurroundings;
  /** What is migrated, as its administrator. */
  readonly warehouse: Warehouse;
  /** IANA zone that the views' now is in. */
  readonly businessTimezone: string;
  /** Who becomes a member of the database's roles (sql/migrations/0006_roles.sql). */
  readonly members: Readonly<Record<'analyst' | 'loader' | 'batch', IRole>>;
  /** Name and password of the database user of QuickSight. @default there is none */
  readonly quicksightSecret?: Secret;
};

/** The database user that Redshift knows a role by. */
const warehouseUser = (role: IRole): string => `IAMR:${role.roleName}`;

/**
 * Less than the 15 minutes of the function that calls it: its end is an error that CloudFormation is told of, where
 * the caller's own would leave it waiting for an hour.
 */
const migrationTimeout = Duration.minutes(14);

const sqlFolder = join(projectRoot, 'sql');

/** One hash over every SQL file: with it the resource changes, and CloudFormation calls. */
const sqlChecksum = (): string => {
  const hash = createHash('sha256');
  const files = readdirSync(sqlFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql'))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(join(sqlFolder, file)));
  return hash.digest('hex');
};

const latestMigration = (): string =>
  readdirSync(join(sqlFolder, 'migrations'))
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .at(-1) ?? '';

/**
 * Brings the warehouse to this version's schema as part of the deployment: where it fails, the
 * deployment fails and is rolled back. What loads or runs depends on it.
 */
export class Migration extends Construct {
  readonly function: PipelineFunction;
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: MigrationProps) {
    super(scope, id);
    const { surroundings, warehouse, businessTimezone, members, quicksightSecret } = props;
    const users = {
      ANALYST_USER: warehouseUser(members.analyst),
      LOADER_USER: warehouseUser(members.loader),
      BATCH_USER: warehouseUser(members.batch),
      ...(quicksightSecret && { QUICKSIGHT_SECRET_ARN: quicksightSecret.secretArn }),
    };
    this.function = new PipelineFunction(this, 'MigrateWarehouse', {
      folder: 'migrate-warehouse',
      description: "Brings the warehouse to this version's schema",
      surroundings,
      timeout: migrationTimeout,
      memorySize: 512,
      environment: {
        WAREHOUSE_WORKGROUP: warehouse.workgroupName,
        WAREHOUSE_DATABASE: warehouse.databaseName,
        WAREHOUSE_SECRET_ARN: warehouse.adminSecretArn,
        BUSINESS_TIMEZONE: businessTimezone,
        ...users,
      },
    });
    allowWarehouseAsAdmin(this.function.role, warehouse);
    if (quicksightSecret) {
      allow(this.function.role, {
        actions: ['secretsmanager:GetSecretValue'],
        resources: [quicksightSecret.secretArn],
      });
    }
    allowKey(this.function.role, surroundings.encryptionKey, 'read');
    const provider = new Provider(this, 'Provider', {
      onEventHandler: this.function.function,
      logGroup: functionLogs(this, 'ProviderLogs', surroundings),
    });
    explainManagedLogging(provider);
    explainWildcards(
      provider,
      "Versions of the migrating function, as CDK's Provider grants them",
      [`${this.function.function.functionArn}:*`],
    );
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::WarehouseMigration',
      serviceToken: provider.serviceToken,
      serviceTimeout: Duration.minutes(20),
      properties: {
        latestMigration: latestMigration(),
        sqlChecksum: sqlChecksum(),
        businessTimezone,
        ...users,
      },
    });
    this.resource.node.addDependency(this.function.role, warehouse.workgroup);
  }
}
