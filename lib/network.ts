import { Fn, Stack } from 'aws-cdk-lib';
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { AnyPrincipal, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type NetworkProps = {
  /** Key of the flow log. */
  readonly encryptionKey: IKey;
  /** How long refused connections are kept. */
  readonly logRetention: RetentionDays;
  /** Three zones of the region. @default its first three */
  readonly availabilityZones?: readonly string[];
  /** Addresses of the network; must not overlap with a peered one. */
  readonly cidr: string;
};

/** What extractions write, and COPY and UNLOAD ask for. */
const storageActions = [
  's3:AbortMultipartUpload',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:ListBucket',
  's3:PutObject',
];

/** What the extraction and the rotation of a password call. */
const secretActions = [
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetRandomPassword',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'secretsmanager:UpdateSecretVersionStage',
];

/**
 * What an endpoint lets through: without it, whoever is in the network could carry data to another account
 * with a key of that account's.
 * @param accounts condition keys that must be this account
 */
const ownAccount = (
  scope: Construct,
  actions: readonly string[],
  accounts: readonly string[],
): PolicyStatement =>
  new PolicyStatement({
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: ['*'],
    conditions: {
      StringEquals: Object.fromEntries(accounts.map((key) => [key, Stack.of(scope).account])),
    },
  });

/**
 * A network without a way out: isolated subnets in three zones (Redshift Serverless wants three), S3
 * by its gateway, Secrets Manager by an endpoint, both for this account alone. No NAT: nothing in here calls the internet.
 */
export class Network extends Construct {
  readonly vpc: IVpc;
  /** Functions that read the source database. */
  readonly sourceReaders: SecurityGroup;
  readonly warehouse: SecurityGroup;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const firstThree = [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs()));
    // CDK's class is no CDK interface under exactOptionalPropertyTypes.
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(props.cidr),
      availabilityZones: [...(props.availabilityZones ?? firstThree)],
      natGateways: 0,
      subnetConfiguration: [
        { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      // Nothing is in the default group, and to empty it takes a function that may change any group of the account.
      restrictDefaultSecurityGroup: false,
    }) as IVpc;
    this.vpc
      .addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 })
      .addToPolicy(
        ownAccount(this, storageActions, ['aws:PrincipalAccount', 'aws:ResourceAccount']),
      );
    const logs = new LogGroup(this, 'FlowLogs', {
      encryptionKey: props.encryptionKey,
      retention: props.logRetention,
    });
    this.vpc.addFlowLog('Refused', {
      trafficType: FlowLogTrafficType.REJECT,
      destination: FlowLogDestination.toCloudWatchLogs(
        logs,
        new Role(this, 'FlowLogsRole', {
          assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com'),
        }),
      ),
    });
    this.sourceReaders = this.#group('SourceReaders', 'Functions that read the source database');
    this.warehouse = this.#group('Warehouse', 'The warehouse');
    const endpoints = this.#group('Endpoints', 'Endpoints of AWS services');
    this.vpc
      .addInterfaceEndpoint('SecretsManager', {
        service: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
        securityGroups: [endpoints],
        open: false,
      })
      // A source database of another account may have its secret there.
      .addToPolicy(ownAccount(this, secretActions, ['aws:PrincipalAccount']));
    endpoints.addIngressRule(this.sourceReaders, Port.HTTPS, 'Secret of the source database');
    for (const group of [this.sourceReaders, this.warehouse]) {
      // Only S3's gateway and the endpoint can be reached: there is no route to anything else.
      group.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'S3 by its gateway, Secrets Manager');
    }
  }

  #group(id: string, description: string): SecurityGroup {
    return new SecurityGroup(this, id, { vpc: this.vpc, description, allowAllOutbound: false });
  }
}
