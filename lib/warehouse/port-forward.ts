import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import {
  AmazonLinuxCpuType,
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  Instance,
  InstanceClass,
  InstanceSize,
  InstanceType,
  InterfaceVpcEndpointAwsService,
  MachineImage,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
} from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allow } from '../foundation/grants.ts';
import type { Network } from '../network.ts';
import { mysqlPort, type SourceDatabase } from '../source-database.ts';
import type { AnalystAccess } from './analyst-access.ts';
import type { Warehouse } from './warehouse.ts';

export type PortForwardProps = {
  /** Key of the instance's volume. */
  readonly encryptionKey: IKey;
  /** Where the instance is. */
  readonly network: Network;
  /** Where a port is forwarded to. */
  readonly warehouse: Warehouse;
  /** The same, where it is the stack's own. */
  readonly sourceDatabase: SourceDatabase;
  /** Who may go through it. */
  readonly analysts: AnalystAccess;
};

/** Redshift's port. */
const warehousePort = Port.tcp(5439);
/** What Session Manager's agent talks to: https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html */
const endpoints = {
  Ssm: InterfaceVpcEndpointAwsService.SSM,
  SsmMessages: InterfaceVpcEndpointAwsService.SSM_MESSAGES,
};
const document = 'AWS-StartPortForwardingSessionToRemoteHost';

/**
 * A way for psql, DBeaver and BI tools into the isolated network: a small instance without any open port,
 * through which Session Manager forwards one to the warehouse, and one to a source database of the stack's own. Every session is by IAM, and in CloudTrail.
 */
export class PortForward extends Construct {
  constructor(scope: Construct, id: string, props: PortForwardProps) {
    super(scope, id);
    const { network, warehouse } = props;
    const { vpc } = network;
    const endpointAccess = new SecurityGroup(this, 'EndpointAccess', {
      vpc,
      description: 'Endpoints of Session Manager',
      allowAllOutbound: false,
    });
    const access = new SecurityGroup(this, 'Access', {
      vpc,
      description: 'The instance that forwards to the warehouse',
      allowAllOutbound: false,
    });
    access.addEgressRule(network.warehouse, warehousePort, 'The warehouse');
    access.addEgressRule(Peer.anyIpv4(), Port.HTTPS, "Session Manager's endpoints, S3's gateway");
    network.warehouse.addIngressRule(access, warehousePort, 'Forwarded connections');
    endpointAccess.addIngressRule(access, Port.HTTPS, 'The agent');
    for (const [name, service] of Object.entries(endpoints)) {
      vpc.addInterfaceEndpoint(name, { service, securityGroups: [endpointAccess], open: false });
    }
    const instance = this.#instance(props, access);
    const { partition, region, account } = Stack.of(this);
    allow(props.analysts.policy, {
      actions: ['ssm:StartSession'],
      resources: [
        `arn:${partition}:ec2:${region}:${account}:instance/${instance.instanceId}`,
        `arn:${partition}:ssm:${region}::document/${document}`,
      ],
      // Without it, who names no document gets a shell:
      // https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-specify-session-document.html
      conditions: { BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' } },
    });
    allow(props.analysts.policy, {
      actions: ['ssmmessages:OpenDataChannel'],
      resources: ['*'],
      wildcardReason:
        'Channels have no resources to name; one opens with the token of a session alone',
    });
    allow(props.analysts.policy, {
      actions: ['ssm:ResumeSession', 'ssm:TerminateSession'],
      resources: [`arn:${partition}:ssm:${region}:${account}:session/*`],
      // A session's name begins with a user's, which who comes by a role has none of; its tag says whose it is:
      // https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
      conditions: {
        StringEquals: {
          // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM fills it in
          'ssm:resourceTag/aws:ssmmessages:session-id': '${aws:userid}',
        },
      },
      wildcardReason:
        "Names of sessions are made at run time; the condition leaves the caller's own",
    });
    const forward = (id: string, what: string, host: string, port: number) =>
      new CfnOutput(this, id, {
        description: `Forwards local port ${port} to ${what}`,
        value: `aws ssm start-session --target ${instance.instanceId} --document-name ${document} --parameters host=${host},portNumber=${port},localPortNumber=${port}`,
      });
    forward('Command', 'the warehouse', warehouse.workgroup.attrWorkgroupEndpointAddress, 5439);
    const { place } = props.sourceDatabase;
    if (place === undefined) return;
    // An isolated database of the stack's own has no other way in for who fills it.
    access.addEgressRule(place.securityGroup, mysqlPort, 'The source database');
    place.securityGroup.addIngressRule(access, mysqlPort, 'Forwarded connections');
    forward('SourceDatabaseCommand', 'the source database', place.host, 3306);
  }

  #instance({ encryptionKey, network }: PortForwardProps, access: SecurityGroup): Instance {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      description: 'Agent of Session Manager',
    });
    allow(role, {
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
      wildcardReason:
        "The agent's channels have no resources to name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsessionmanagermessagegatewayservice.html",
    });
    const instance = new Instance(this, 'Instance', {
      vpc: network.vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.NANO),
      machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
      role,
      securityGroup: access,
      requireImdsv2: true,
      detailedMonitoring: true,
      blockDevices: [
        {
          deviceName: '/dev/xvda',
          volume: BlockDeviceVolume.ebs(8, {
            encrypted: true,
            kmsKey: encryptionKey,
            volumeType: EbsDeviceVolumeType.GP3,
          }),
        },
      ],
    });
    Validations.of(instance).acknowledge({
      id: 'AwsSolutions-EC29',
      reason:
        'It holds nothing, and a newer machine image replaces it: protected, that deployment would fail',
    });
    return instance;
  }
}
