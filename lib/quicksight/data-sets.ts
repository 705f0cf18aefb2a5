import { Stack, Validations } from 'aws-cdk-lib';
import { CfnDataSet, type CfnDataSource, CfnRefreshSchedule } from 'aws-cdk-lib/aws-quicksight';
import { Construct } from 'constructs';
import { before, type DataSet, windowColumns } from './columns.ts';
import { dataSetUse } from './permissions.ts';

export type ViewDataSetProps = {
  /** The view and what is read of it. */
  readonly dataSet: DataSet;
  /** The way to the warehouse. */
  readonly dataSource: CfnDataSource;
  /** ARN of the QuickSight user or group. */
  readonly principal: string;
};

const table = (
  dataSourceArn: string,
  name: string,
  { columns, query }: DataSet,
): CfnDataSet.PhysicalTableProperty =>
  query === null
    ? { relationalTable: { dataSourceArn, schema: 'care', name, inputColumns: [...columns] } }
    : { customSql: { dataSourceArn, name, sqlQuery: query, columns: [...columns] } };

/**
 * What is done with the tables, as CloudFormation writes it; nothing where a view is taken as it is. Only
 * here can a column be said to be a country, so it stays although CloudFormation calls it deprecated.
 */
const logicalTables = ({ view, comparedWith, columns, countryColumn }: DataSet): object | null => {
  if (countryColumn !== null) {
    const country = { ColumnName: countryColumn, Tags: [{ ColumnGeographicRole: 'COUNTRY' }] };
    return {
      main: {
        Alias: view,
        Source: { PhysicalTableId: 'view' },
        DataTransforms: [{ TagColumnOperation: country }],
      },
    };
  }
  if (comparedWith === null) return null;
  return {
    main: { Alias: view, Source: { PhysicalTableId: 'view' } },
    previous: {
      Alias: comparedWith,
      Source: { PhysicalTableId: 'previous' },
      DataTransforms: columns.map(({ name }) => ({
        RenameColumnOperation: { ColumnName: name, NewColumnName: before(name) },
      })),
    },
    // A visual shows one data set; the window before ends where this one starts.
    joined: {
      Alias: `${view} with ${comparedWith}`,
      Source: {
        JoinInstruction: {
          LeftOperand: 'main',
          RightOperand: 'previous',
          Type: 'LEFT',
          OnClause: `{${windowColumns.start}} = {${before(windowColumns.end)}}`,
        },
      },
    },
  };
};

/** A view as a data set, refreshed hourly where QuickSight holds its rows. */
export class ViewDataSet extends Construct {
  readonly dataSet: CfnDataSet;

  constructor(scope: Construct, id: string, { dataSet, dataSource, principal }: ViewDataSetProps) {
    super(scope, id);
    const { account, stackName } = Stack.of(this);
    const { view, comparedWith, isLive } = dataSet;
    const { attrArn } = dataSource;
    const dataSetId = `${stackName}-${view}`;
    this.dataSet = new CfnDataSet(this, 'DataSet', {
      awsAccountId: account,
      dataSetId,
      name: `${stackName} ${view}`,
      importMode: isLive ? 'DIRECT_QUERY' : 'SPICE',
      physicalTableMap: {
        view: table(attrArn, view, dataSet),
        ...(comparedWith !== null && { previous: table(attrArn, comparedWith, dataSet) }),
      },
      permissions: dataSetUse(principal),
      // A first refresh that fails is seen and repeated in QuickSight; it is no reason to roll back a stack.
      ...(!isLive && { ingestionWaitPolicy: { waitForSpiceIngestion: false } }),
    });
    const logical = logicalTables(dataSet);
    if (logical !== null) {
      this.dataSet.addPropertyOverride('LogicalTableMap', logical);
      Validations.of(this.dataSet).acknowledge({
        id: 'CloudFormation-Validate::W9009',
        reason:
          'What takes its place says nothing of countries, and is not documented for joins of views',
      });
    }
    if (isLive) return;
    const schedule = new CfnRefreshSchedule(this, 'Refresh', {
      awsAccountId: account,
      dataSetId,
      schedule: {
        scheduleId: 'hourly',
        refreshType: 'FULL_REFRESH',
        scheduleFrequency: { interval: 'HOURLY' },
      },
    });
    schedule.node.addDependency(this.dataSet);
  }
}
