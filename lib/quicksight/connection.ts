import { Stack } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Policy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDataSource, CfnVPCConnection } from 'aws-cdk-lib/aws-quicksight';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { allow } from '../foundation/grants.ts';
import type { Network } from '../network.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { dataSourceUse } from './permissions.ts';

/** Redshift's port. */
const warehousePort = 5439;

export type ConnectionProps = {
  /** Where its interfaces are. */
  readonly network: Network;
  /** What it reaches. */
  readonly warehouse: Warehouse;
  /** User and password of the database user. */
  readonly userSecret: Secret;
  /** ARN of the QuickSight user or group. */
  readonly principal: string;
};

/** QuickSight's way to the warehouse: interfaces in its network that reach its port and nothing else. */
export class Connection extends Construct {
  readonly dataSource: CfnDataSource;

  constructor(scope: Construct, id: string, props: ConnectionProps) {
    super(scope, id);
    const { warehouse, userSecret } = props;
    const { account, stackName } = Stack.of(this);
    const vpcConnection = this.#vpcConnection(props.network);
    this.dataSource = new CfnDataSource(this, 'DataSource', {
      awsAccountId: account,
      dataSourceId: stackName,
      name: stackName,
      type: 'REDSHIFT',
      dataSourceParameters: {
        redshiftParameters: {
          host: warehouse.workgroup.attrWorkgroupEndpointAddress,
          port: warehousePort,
          database: warehouse.databaseName,
        },
      },
      // References that CloudFormation resolves as it deploys: the template holds no password.
      credentials: {
        credentialPair: {
          username: userSecret.secretValueFromJson('username').unsafeUnwrap(),
          password: userSecret.secretValueFromJson('password').unsafeUnwrap(),
        },
      },
      sslProperties: { disableSsl: false },
      vpcConnectionProperties: { vpcConnectionArn: vpcConnection.attrArn },
      permissions: dataSourceUse(props.principal),
    });
    this.dataSource.node.addDependency(warehouse.workgroup);
  }

  #vpcConnection(network: Network): CfnVPCConnection {
    const { account, stackName } = Stack.of(this);
    const access = new SecurityGroup(this, 'Access', {
      vpc: network.vpc,
      description: 'QuickSight',
      allowAllOutbound: false,
    });
    access.addEgressRule(network.warehouse, Port.tcp(warehousePort), 'The warehouse');
    network.warehouse.addIngressRule(access, Port.tcp(warehousePort), 'QuickSight');
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('quicksight.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      description: 'QuickSight makes its network interfaces',
    });
    allow(role, {
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:ModifyNetworkInterfaceAttribute',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeSubnets',
        'ec2:DescribeSecurityGroups',
      ],
      resources: ['*'],
      wildcardReason:
        'QuickSight makes the network interfaces: https://docs.aws.amazon.com/quicksight/latest/user/vpc-creating-a-connection-in-quicksight-cli.html',
    });
    const connection = new CfnVPCConnection(this, 'VpcConnection', {
      awsAccountId: account,
      vpcConnectionId: stackName,
      name: stackName,
      roleArn: role.roleArn,
      securityGroupIds: [access.securityGroupId],
      subnetIds: network.vpc.isolatedSubnets.map((subnet) => subnet.subnetId),
    });
    // With the role's rights, and gone before them.
    connection.node.addDependency(...role.node.findAll().filter((node) => node instanceof Policy));
    return connection;
  }
}
