import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { readViews } from '../../adapters/sql-view.ts';
import { dashboard } from '../../dashboard/definition/dashboard.ts';
import { columnsRead } from '../../dashboard/definition/view-columns.ts';
import {
  quicksightPrincipal,
  type Resource,
  resourcesOf,
  resourcesOfType,
  templateOf,
} from './synthesised-stack.ts';

type Column = { readonly DataSetIdentifier: string; readonly ColumnName: string };
type Calculated = { DataSetIdentifier: string; Name: string; Expression: string };
type Visual = {
  readonly VisualId: string;
  readonly Title: { FormatText: { PlainText: string } };
  readonly Subtitle: { FormatText: { PlainText: string } };
};
type Sheet = {
  readonly SheetId: string;
  readonly Title: string;
  readonly Visuals: readonly Readonly<Record<string, Visual>>[];
  readonly FilterControls: readonly Readonly<
    Record<string, { Title: string; SourceFilterId: string; FilterControlId: string }>
  >[];
  readonly ParameterControls?: readonly unknown[];
  readonly Layouts: [{ Configuration: { GridLayout: { Elements: Element[] } } }];
  readonly SheetControlLayouts?: Sheet['Layouts'];
};
type Element = {
  readonly ElementId: string;
  readonly ColumnIndex: number;
  readonly ColumnSpan: number;
};
type Definition = {
  readonly Sheets: readonly Sheet[];
  readonly CalculatedFields: readonly Calculated[];
  readonly DataSetIdentifierDeclarations: readonly { readonly Identifier: string }[];
};
type Columns = readonly { readonly Name: string }[];
type PhysicalTable = {
  readonly RelationalTable?: {
    readonly Schema: string;
    readonly Name: string;
    readonly InputColumns: Columns;
  };
  readonly CustomSql?: {
    readonly Name: string;
    readonly SqlQuery: string;
    readonly Columns: Columns;
  };
};
type DataSet = {
  readonly ImportMode: string;
  readonly PhysicalTableMap: Readonly<Record<string, PhysicalTable>>;
};

const nameOf = ({ RelationalTable, CustomSql }: PhysicalTable = {}): string =>
  RelationalTable?.Name ?? CustomSql?.Name ?? '';

const columnsOf = ({ RelationalTable, CustomSql }: PhysicalTable): string[] =>
  (RelationalTable?.InputColumns ?? CustomSql?.Columns ?? []).map(({ Name }) => Name);

/** Every object below `value`. */
const objectsIn = (value: unknown): object[] =>
  typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(objectsIn)]
    : [];

/** Every column that a definition names. */
const columnsNamed = (value: unknown): Column[] =>
  objectsIn(value).filter(
    (value): value is Column => 'ColumnName' in value && 'DataSetIdentifier' in value,
  );

const visualsOf = ({ Visuals }: Sheet): Visual[] =>
  Visuals.flatMap((visual) => Object.values(visual));

describe('QuickSight', () => {
  let without: Readonly<Record<string, Resource>>;
  let template: Template;
  let definition: Definition;
  let dataSets: ReadonlyMap<string, DataSet>;
  /** The columns of each data set, as visuals may name them. */
  let columns: ReadonlyMap<string, ReadonlySet<string>>;

  /** The parts of the query over all grains. */
  const grainQueries = () => {
    const query = dataSets.get('kpi_by_grain')?.PhysicalTableMap['view']?.CustomSql?.SqlQuery ?? '';
    const part = /SELECT\n {2}'([\w ]+)' AS grain,\n([\w\s.,]+)\nFROM care\.(\w+) p\n/g;
    return [...query.matchAll(part)].map(([, label = '', list = '', view = '']) => ({
      label,
      view,
      columns: list.split(',').map((column) => column.trim().replace(/^p\./, '')),
    }));
  };

  const onlyOne = (type: string): Resource['Properties'] => {
    const [[, resource] = [], ...others] = resourcesOfType(template, type);
    expect(others).toEqual([]);
    return resource?.Properties ?? {};
  };

  beforeAll(() => {
    without = resourcesOf(templateOf());
    template = templateOf({ quicksightPrincipal });
    definition = onlyOne('AWS::QuickSight::Dashboard')['Definition'] as Definition;
    const found = resourcesOfType(template, 'AWS::QuickSight::DataSet');
    dataSets = new Map(
      found.map(([, { Properties }]) => {
        const dataSet = Properties as unknown as DataSet;
        return [nameOf(dataSet.PhysicalTableMap['view']), dataSet];
      }),
    );
    columns = new Map(
      [...dataSets].map(([view, { PhysicalTableMap }]) => [
        view,
        new Set(
          Object.entries(PhysicalTableMap).flatMap(([id, table]) =>
            columnsOf(table).map((name) => (id === 'view' ? name : `previous_${name}`)),
          ),
        ),
      ]),
    );
  });

  it('is not there where no principal is configured', () => {
    const types = Object.values(without).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::QuickSight'))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::SecretsManager::Secret')).toHaveLength(1);
  });

  it('leaves the rest of the stack as it is, but for the migration that makes its user', () => {
    const changed = Object.entries(without).filter(
      ([id, resource]) => JSON.stringify(resourcesOf(template)[id]) !== JSON.stringify(resource),
    );
    expect(changed.map(([id]) => id).filter((id) => !/^Migration/.test(id))).toEqual([]);
    expect(changed.map(([, { Type }]) => Type).sort()).toEqual([
      'AWS::IAM::Policy',
      'AWS::Lambda::Function',
      'Custom::WarehouseMigration',
    ]);
  });

  it('signs in by TLS and the VPC connection, with a password that only the secret holds', () => {
    const source = onlyOne('AWS::QuickSight::DataSource');
    const [[connection] = []] = resourcesOfType(template, 'AWS::QuickSight::VPCConnection');
    expect(source['SslProperties']).toEqual({ DisableSsl: false });
    expect(source['VpcConnectionProperties']).toEqual({
      VpcConnectionArn: { 'Fn::GetAtt': [connection, 'Arn'] },
    });
    for (const field of ['Username', 'Password']) {
      const value = (source['Credentials'] as { CredentialPair: Record<string, unknown> })
        .CredentialPair[field];
      expect(JSON.stringify(value)).toMatch(
        new RegExp(`resolve:secretsmanager:.*QuickSightUserSecret.*${field.toLowerCase()}::`),
      );
    }
    const [[migration] = []] = resourcesOfType(template, 'Custom::WarehouseMigration');
    const [[, resource] = []] = resourcesOfType(template, 'AWS::QuickSight::DataSource');
    expect(JSON.stringify(resource)).toMatch(new RegExp(`"DependsOn":.*"${migration}"`));
  });

  it("reaches the warehouse's port and nothing else", () => {
    const isAccess = (value: unknown) => JSON.stringify(value ?? '').includes('ConnectionAccess');
    const rules = ['Ingress', 'Egress'].flatMap((way) =>
      resourcesOfType(template, `AWS::EC2::SecurityGroup${way}`).map(([, { Properties }]) => ({
        way,
        ...Properties,
      })),
    ) as Record<string, unknown>[];
    const out = rules.filter(({ way, GroupId }) => way === 'Egress' && isAccess(GroupId));
    expect(out.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[5439, 5439]]);
    const into = rules.filter(({ SourceSecurityGroupId }) => isAccess(SourceSecurityGroupId));
    expect(into.map(({ FromPort, ToPort }) => [FromPort, ToPort])).toEqual([[5439, 5439]]);
    expect(rules.filter(({ way, GroupId }) => way === 'Ingress' && isAccess(GroupId))).toEqual([]);
  });

  it('asks the warehouse at each look for what the page of now shows, and hourly for the rest', () => {
    const live = [...dataSets].filter(([, { ImportMode }]) => ImportMode === 'DIRECT_QUERY');
    const [now] = dashboard.pages;
    expect(now?.id).toBe('now');
    expect(live.map(([view]) => view).sort()).toEqual(
      [...new Set(now?.visuals.map(({ view }) => view))].sort(),
    );
    const refreshes = resourcesOfType(template, 'AWS::QuickSight::RefreshSchedule');
    expect(refreshes).toHaveLength(dataSets.size - live.length);
    for (const [id, { Properties }] of refreshes) {
      expect(Properties['Schedule'], id).toMatchObject({
        RefreshType: 'FULL_REFRESH',
        ScheduleFrequency: { Interval: 'HOURLY' },
      });
    }
  });

  it('reads views and columns that sql/views makes, all that visuals of the definition read', () => {
    const made = new Map(
      readViews('views', { business_timezone: 'UTC' }, true).map((view) => [
        view.name,
        new Set(view.columns.map(({ name }) => name)),
      ]),
    );
    const read = new Set<string>();
    for (const { PhysicalTableMap } of dataSets.values()) {
      for (const table of Object.values(PhysicalTableMap)) {
        if (table.CustomSql) continue;
        expect(table.RelationalTable?.Schema).toBe('care');
        for (const name of columnsOf(table)) {
          read.add(`${nameOf(table)}.${name}`);
          expect(made.get(nameOf(table)), nameOf(table)).toContain(name);
        }
      }
    }
    for (const { view, columns: asked } of grainQueries()) {
      for (const name of asked) {
        read.add(`${view}.${name}`);
        expect(made.get(view), view).toContain(name);
      }
    }
    const wanted = columnsRead({ ...dashboard, filters: [], periods: [] });
    const missing = wanted.filter(({ view, column }) => !read.has(`${view}.${column}`));
    expect(missing).toEqual([]);
  });

  it('shows trends by the grains of the web page, each from its own view', () => {
    const columnsWithoutGrain = [...(columns.get('kpi_by_grain') ?? [])].filter(
      (name) => name !== 'grain',
    );
    const queries = grainQueries();
    expect(queries.map(({ label, view }) => [label, view])).toEqual(
      dashboard.grains.map(({ label, view }) => [label, view]),
    );
    for (const { view, columns: asked } of queries) {
      expect([...asked].sort(), view).toEqual(columnsWithoutGrain.toSorted());
    }
    const following = dashboard.pages
      .flatMap((page) => page.visuals)
      .filter((visual) => 'followsGrain' in visual && visual.followsGrain);
    expect(following.length).toBeGreaterThan(5);
    const isOfGrain = (value: object) =>
      JSON.stringify(value).includes('"ParameterName":"Grain"') && 'ScopeConfiguration' in value;
    const limited = objectsIn(definition).filter(isOfGrain);
    for (const { id } of following) {
      const drawn = definition.Sheets.flatMap(visualsOf).find((one) => one.VisualId === id);
      const [shown] = new Set(columnsNamed(drawn).map((column) => column.DataSetIdentifier));
      expect(shown, id).toBe('kpi_by_grain');
      // Without the filter all grains would be added up.
      expect(JSON.stringify(limited), id).toContain(`"${id}"`);
    }
  });

  it('has a sheet for each page, and each visual of it with its title', () => {
    expect(definition.Sheets.map(({ SheetId, Title }) => [SheetId, Title])).toEqual(
      dashboard.pages.map(({ id, title }) => [id, title]),
    );
    const wanted = dashboard.pages.map(({ visuals }) =>
      visuals.flatMap((visual) =>
        'comparedWith' in visual
          ? visual.measures.map(({ label }) => `${visual.title}: ${label}`)
          : [visual.title],
      ),
    );
    const shown = definition.Sheets.map((sheet) =>
      visualsOf(sheet).map(({ Title }) => Title.FormatText.PlainText),
    );
    expect(shown).toEqual(wanted);
    const ids = definition.Sheets.flatMap((sheet) => visualsOf(sheet).map((one) => one.VisualId));
    expect(new Set(ids).size).toBe(ids.length);
    for (const visual of dashboard.pages.flatMap((page) => page.visuals)) {
      if ('comparedWith' in visual) continue;
      const drawn = definition.Sheets.flatMap(visualsOf).find((one) => one.VisualId === visual.id);
      expect(drawn?.Subtitle.FormatText.PlainText).toBe(visual.note);
    }
  });

  it('draws each kind of visual with the chart that is meant for it', () => {
    const charts = new Map(
      definition.Sheets.flatMap(({ Visuals }) => Visuals)
        .flatMap((visual) => Object.entries(visual))
        .map(([chart, { VisualId }]) => [VisualId, chart]),
    );
    const expected = {
      tiles: 'KPIVisual',
      flow: 'KPIVisual',
      line: 'LineChartVisual',
      'stacked-bars': 'BarChartVisual',
      ranking: 'BarChartVisual',
      'heat-map': 'HeatMapVisual',
      map: 'FilledMapVisual',
      scatter: 'ScatterPlotVisual',
      bands: 'BarChartVisual',
      table: 'TableVisual',
      histogram: 'BarChartVisual',
    };
    for (const visual of dashboard.pages.flatMap((page) => page.visuals)) {
      const ids =
        'comparedWith' in visual
          ? visual.measures.map(({ id }) => `${visual.id}-${id}`)
          : [visual.id];
      for (const id of ids) expect(charts.get(id), id).toBe(expected[visual.kind]);
    }
  });

  it('names only columns and calculated fields that are there, and no name twice', () => {
    const declared = definition.DataSetIdentifierDeclarations.map(({ Identifier }) => Identifier);
    expect(declared.sort()).toEqual([...dataSets.keys()].sort());
    const calculated = definition.CalculatedFields.map(
      ({ DataSetIdentifier, Name }) => `${DataSetIdentifier}.${Name}`,
    );
    expect(new Set(calculated).size).toBe(calculated.length);
    const named = columnsNamed(definition);
    expect(named.length).toBeGreaterThan(100);
    const unknown = named.filter(
      ({ DataSetIdentifier, ColumnName }) =>
        !columns.get(DataSetIdentifier)?.has(ColumnName) &&
        !calculated.includes(`${DataSetIdentifier}.${ColumnName}`),
    );
    expect(unknown).toEqual([]);
    for (const { DataSetIdentifier, Name, Expression } of definition.CalculatedFields) {
      expect(columns.get(DataSetIdentifier)).not.toContain(Name.toLowerCase());
      const inside = [...Expression.matchAll(/(?<!\$)\{([^}]+)\}/g)].map(([, column]) => column);
      expect(inside.length, Name).toBeGreaterThan(0);
      for (const column of inside) {
        expect(columns.get(DataSetIdentifier), Expression).toContain(column);
      }
      const depth = [...Expression].reduce(
        (open, sign) => open + (sign === '(' ? 1 : sign === ')' ? -1 : 0),
        0,
      );
      expect(depth, Expression).toBe(0);
    }
  });

  it('computes a ratio of sums, not a sum of ratios', () => {
    const csat = definition.CalculatedFields.find(
      ({ DataSetIdentifier, Name }) =>
        DataSetIdentifier === 'kpi_last_hour' && Name === 'CSAT (% positive)',
    );
    expect(csat?.Expression).toBe(
      '100.0 * (sum({positive_responses})) / nullIf(sum({positive_responses}) + sum({neutral_responses}) + sum({negative_responses}), 0)',
    );
  });

  it('gives pages their controls, and places every control and visual within the grid', () => {
    const controls = definition.Sheets.map((sheet) => [
      sheet.SheetId,
      sheet.FilterControls.flatMap((control) => Object.values(control).map(({ Title }) => Title)),
      sheet.ParameterControls?.length ?? 0,
    ]);
    expect(controls).toEqual([
      ['now', ['Call centre', 'Priority', 'Channel'], 0],
      ['trends', ['Period'], 1],
      [
        'breakdowns',
        [
          'Period',
          'Call centre',
          'Priority',
          'Channel',
          'Category',
          'Product department',
          'Country',
          'Agent',
        ],
        1,
      ],
      ['survey', ['Period (day)', 'Period (period_start)', 'Call centre'], 1],
      ['pipeline', [], 0],
    ]);
    const text = JSON.stringify(definition);
    for (const sheet of definition.Sheets) {
      const { Elements } = sheet.Layouts[0].Configuration.GridLayout;
      expect(Elements.map(({ ElementId }) => ElementId)).toEqual(
        visualsOf(sheet).map(({ VisualId }) => VisualId),
      );
      for (const { ColumnIndex, ColumnSpan } of Elements) {
        expect(ColumnIndex + ColumnSpan).toBeLessThanOrEqual(36);
      }
      const placed = sheet.SheetControlLayouts?.[0].Configuration.GridLayout.Elements ?? [];
      expect(placed).toHaveLength(
        sheet.FilterControls.length + (sheet.ParameterControls?.length ?? 0),
      );
      for (const control of sheet.FilterControls) {
        for (const { SourceFilterId } of Object.values(control)) {
          expect(text).toContain(`"FilterId":"${SourceFilterId}"`);
        }
      }
    }
  });

  it('gives the principal everything of it, and makes the analysis like the dashboard', () => {
    for (const type of ['Dashboard', 'Analysis', 'DataSource', 'DataSet']) {
      for (const [id, { Properties }] of resourcesOfType(template, `AWS::QuickSight::${type}`)) {
        expect(Properties['Permissions'], id).toEqual([
          { Principal: quicksightPrincipal, Actions: expect.any(Array) },
        ]);
      }
    }
    expect(onlyOne('AWS::QuickSight::Analysis')['Definition']).toEqual(definition);
  });

  it('stays within what CloudFormation takes', () => {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    expect(Object.keys(resourcesOf(template)).length).toBeLessThan(500);
    expect(JSON.stringify(template.toJSON(), undefined, 1).length).toBeLessThan(1_000_000);
  });
});
