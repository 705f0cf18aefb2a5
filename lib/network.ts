import { Fn } from 'aws-cdk-lib';
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
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export type NetworkProps = {
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
  /** Three zones of the region. @default its first three */
  readonly availabilityZones?: readonly string[];
  /** Addresses of the network; must not overlap with a peered one. */
  readonly cidr: string;
};

/**
 * A network without a way out: isolated subnets in three zones (Redshift Serverless wants three), S3
 * by its gateway, Secrets Manager by an endpoint. No NAT: nothing in here calls the internet.
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
      restrictDefaultSecurityGroup: false,
      gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
    }) as IVpc;
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
    this.vpc.addInterfaceEndpoint('SecretsManager', {
      service: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      securityGroups: [endpoints],
      open: false,
    });
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
