import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  InstanceClass,
  InstanceSize,
  InstanceType,
  type IPeer,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  Credentials,
  DatabaseInstance,
  DatabaseInstanceEngine,
  MysqlEngineVersion,
  ParameterGroup,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { dataRemovalPolicy, keepWithData } from './foundation/data-removal.ts';
import { explainLogRetention } from './foundation/grants.ts';
import type { Network } from './network.ts';

export const mysqlPort = Port.tcp(3306);

/** Where the dimensions come from: a MySQL whose address and password are in a secret. */
export type SourceDatabase = {
  readonly secret: ISecret;
  /** Key of the secret. @default the stack's, or AWS' own */
  readonly secretKeyArn?: string | undefined;
  /** Address and firewall. @default an existing one's are its owner's to tell */
  readonly place?: { readonly host: string; readonly securityGroup: SecurityGroup };
};

export type ExistingSourceDatabaseProps = {
  /** Where the functions are that read it. */
  readonly network: Network;
  /** Secret with host, port, username, password and dbname, as RDS writes it. */
  readonly secretArn: string;
  /** Key that the secret is encrypted with. @default AWS' own for secrets */
  readonly keyArn?: string | undefined;
  /** Addresses of the network that the database is in. */
  readonly peerCidr: string;
};

/** A MySQL that is there already. The route to it and its own firewall are its owner's to make. */
export class ExistingSourceDatabase extends Construct implements SourceDatabase {
  readonly secret: ISecret;
  readonly secretKeyArn: string | undefined;

  constructor(scope: Construct, id: string, props: ExistingSourceDatabaseProps) {
    super(scope, id);
    this.secret = Secret.fromSecretCompleteArn(this, 'Secret', props.secretArn);
    this.secretKeyArn = props.keyArn;
    allowMysql(props.network, Peer.ipv4(props.peerCidr));
  }
}

export type CreatedSourceDatabaseProps = {
  /** Where the functions are that read it. */
  readonly network: Network;
  /** Key of the storage and of the secret. */
  readonly encryptionKey: IKey;
  /** How long its errors and slow queries are kept. */
  readonly logRetention: RetentionDays;
  /** What becomes of the database with the stack; see dataRemovalPolicy. @default RETAIN */
  readonly removalPolicy?: RemovalPolicy;
};

/** An RDS MySQL for the reference data, where a company has none yet. */
export class CreatedSourceDatabase extends Construct implements SourceDatabase {
  readonly secret: ISecret;
  readonly database: DatabaseInstance;
  readonly place: { readonly host: string; readonly securityGroup: SecurityGroup };

  constructor(scope: Construct, id: string, props: CreatedSourceDatabaseProps) {
    super(scope, id);
    const { network, encryptionKey } = props;
    const engine = DatabaseInstanceEngine.mysql({ version: MysqlEngineVersion.VER_8_4_7 });
    const removalPolicy = dataRemovalPolicy(this, props.removalPolicy);
    const securityGroup = new SecurityGroup(this, 'Access', {
      vpc: network.vpc,
      description: 'The source database',
      allowAllOutbound: false,
    });
    this.database = new DatabaseInstance(this, 'MySql', {
      engine,
      vpc: network.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [securityGroup],
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MICRO),
      multiAz: true,
      allocatedStorage: 20,
      maxAllocatedStorage: 100,
      storageType: StorageType.GP3,
      storageEncrypted: true,
      storageEncryptionKey: encryptionKey,
      databaseName: 'casepulse',
      credentials: Credentials.fromGeneratedSecret('casepulse_admin', { encryptionKey }),
      parameterGroup: new ParameterGroup(this, 'Parameters', {
        engine,
        parameters: {
          require_secure_transport: 'ON',
          character_set_server: 'utf8mb4',
          collation_server: 'utf8mb4_0900_ai_ci',
          // What the exported log of slow queries is made of: RDS keeps it off, and in a table.
          slow_query_log: '1',
          log_output: 'FILE',
        },
      }),
      backupRetention: Duration.days(7),
      copyTagsToSnapshot: true,
      iamAuthentication: true,
      cloudwatchLogsExports: ['error', 'slowquery'],
      cloudwatchLogsRetention: props.logRetention,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy,
    });
    explainLogRetention(this);
    const { secret } = this.database;
    if (!secret) throw new Error('A generated secret belongs to the database');
    this.secret = secret;
    this.place = { host: this.database.dbInstanceEndpointAddress, securityGroup };
    keepWithData(network.vpc, ['AWS::EC2::VPC', 'AWS::EC2::Subnet'], removalPolicy);
    keepWithData(
      this,
      ['AWS::EC2::SecurityGroup', 'AWS::RDS::DBParameterGroup', 'AWS::SecretsManager::Secret'],
      removalPolicy,
    );
    allowMysql(network, securityGroup);
    securityGroup.addIngressRule(network.sourceReaders, mysqlPort, 'Extracting dimensions');
    this.database.addRotationSingleUser({
      automaticallyAfter: Duration.days(30),
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroup: network.sourceReaders,
    });
    Validations.of(this.database).acknowledge({
      id: 'AwsSolutions-RDS11',
      reason: "MySQL's own port: the subnets are isolated, and only one security group gets in",
    });
  }
}

const allowMysql = (network: Network, peer: IPeer): void =>
  network.sourceReaders.addEgressRule(peer, mysqlPort, 'Source database');
