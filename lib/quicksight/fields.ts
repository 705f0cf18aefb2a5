import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Format, Measure, Page, Visual } from '../../dashboard/definition/types.ts';

/** What a visual is drawn with: itself and the calculated fields that it shows. */
export type Drawn = {
  readonly visuals: readonly CfnAnalysis.VisualProperty[];
  readonly calculatedFields: readonly CfnAnalysis.CalculatedFieldProperty[];
};

/** A calculated field as visuals name it. */
export type Calculated = {
  readonly column: CfnAnalysis.ColumnIdentifierProperty;
  readonly calculatedField: CfnAnalysis.CalculatedFieldProperty;
};

/** A calculated field of a view's data set. */
export const calculated = (view: string, name: string, expression: string): Calculated => ({
  column: columnOf(view, name),
  calculatedField: { dataSetIdentifier: view, name, expression },
});

/** A column, or a calculated field, of a view's data set. */
export const columnOf = (
  view: string,
  columnName: string,
): CfnAnalysis.ColumnIdentifierProperty => ({ dataSetIdentifier: view, columnName });

/** A text as an expression writes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;

const sumOf = (columns: readonly string[], of: (column: string) => string): string =>
  columns.map((column) => `sum({${of(column)}})`).join(' + ');

const same = (column: string): string => column;

/**
 * A measure over several rows, in QuickSight's language. Where rows can't be added up the greatest stands
 * for them: the visuals show such measures for one row at a time.
 * @param of what a column is called in the data set
 */
const aggregate = (
  { id, column, aggregation }: Measure,
  of: (column: string) => string = same,
): string => {
  if (aggregation.kind === 'ratio') {
    const { factor, numerator, denominator } = aggregation;
    return `${factor}.0 * (${sumOf(numerator, of)}) / nullIf(${sumOf(denominator, of)}, 0)`;
  }
  const own = of(column ?? id);
  if (aggregation.kind === 'weighted-mean') {
    const weight = of(aggregation.weight);
    return `sum({${own}} * {${weight}}) / nullIf(sum({${weight}}), 0)`;
  }
  return aggregation.kind === 'sum' ? `sum({${own}})` : `max({${own}})`;
};

/** What readers see a measure as. */
const shownName = ({ label, unit }: Measure): string => `${label} (${unit})`;

const decimalPlaces = (format: Format): number =>
  format === 'count' || format === 'seconds' ? 0 : 1;

/** How a number is written. */
export const numberFormat = (format: Format): CfnAnalysis.NumberFormatConfigurationProperty => ({
  formatConfiguration: {
    numberDisplayFormatConfiguration: {
      decimalPlacesConfiguration: { decimalPlaces: decimalPlaces(format) },
      separatorConfiguration: { thousandsSeparator: { visibility: 'VISIBLE', symbol: 'COMMA' } },
    },
  },
});

/** A calculated field that is shown as a number. */
export type MeasureField = {
  readonly fieldId: string;
  readonly field: CfnAnalysis.MeasureFieldProperty;
  readonly calculatedField: CfnAnalysis.CalculatedFieldProperty;
};

const measureField = (
  fieldId: string,
  { column, calculatedField }: Calculated,
  format: Format,
): MeasureField => ({
  fieldId,
  field: {
    numericalMeasureField: { fieldId, column, formatConfiguration: numberFormat(format) },
  },
  calculatedField,
});

/** A measure as a visual's value. */
export const measureOf = (visualId: string, view: string, measure: Measure): MeasureField =>
  measureField(
    `${visualId}.${measure.id}`,
    calculated(view, shownName(measure), aggregate(measure)),
    measure.format,
  );

/** The same measure of the window before. */
export const measureBefore = (
  visualId: string,
  view: string,
  measure: Measure,
  of: (column: string) => string,
): MeasureField =>
  measureField(
    `${visualId}.${measure.id}.before`,
    calculated(view, `${shownName(measure)}, before`, aggregate(measure, of)),
    measure.format,
  );

/** The data set that holds the periods of all grains (sql/quicksight). */
export const grainDataSet = 'kpi_by_grain';

/** Name of the parameter by which a reader chooses the measure of a page. */
export const measureParameter = 'Measure';

/** The measure that the reader chose, of those that the visual has; its first for any other. */
const chosenMeasure = (
  visualId: string,
  view: string,
  [first, ...others]: readonly Measure[],
): MeasureField[] => {
  if (first === undefined) return [];
  const choices = others.map(
    (measure) => `\${${measureParameter}} = ${quoted(measure.label)}, ${aggregate(measure)}`,
  );
  const expression =
    choices.length === 0
      ? aggregate(first)
      : `ifelse(${[...choices, aggregate(first)].join(', ')})`;
  const field = calculated(view, 'Chosen measure', expression);
  return [measureField(`${visualId}.chosen`, field, 'percent')];
};

/** The values of a visual: the chosen measure where the page lets readers choose, else all of them. */
export const shownMeasures = (
  { id, view, measures }: Visual & { readonly measures: readonly Measure[] },
  page: Page,
): MeasureField[] =>
  page.controls.measure
    ? chosenMeasure(id, view, measures)
    : measures.map((measure) => measureOf(id, view, measure));

/** A column of texts as a visual's dimension. */
export const textDimension = (
  fieldId: string,
  column: CfnAnalysis.ColumnIdentifierProperty,
): CfnAnalysis.DimensionFieldProperty => ({ categoricalDimensionField: { fieldId, column } });

/** How finely a view's moments lie; of all grains the hours are the finest, and a longer period begins with one. */
const granularityOf = (view: string): 'MINUTE' | 'HOUR' | 'DAY' => {
  if (view === 'kpi_minute') return 'MINUTE';
  return view === grainDataSet ? 'HOUR' : 'DAY';
};

/** A column of moments as a visual's dimension. */
export const timeDimension = (
  fieldId: string,
  view: string,
  column: string,
): CfnAnalysis.DimensionFieldProperty => ({
  dateDimensionField: {
    fieldId,
    column: columnOf(view, column),
    dateGranularity: granularityOf(view),
  },
});

/** Title and note as readers see them. */
export const titleOf = (
  title: string,
  note: string,
): Pick<CfnAnalysis.BarChartVisualProperty, 'title' | 'subtitle'> => ({
  title: { visibility: 'VISIBLE', formatText: { plainText: title } },
  subtitle: { visibility: 'VISIBLE', formatText: { plainText: note } },
});

/** Sorts a dimension by the least value of a number that goes with it. */
export const sortedBy = (
  column: CfnAnalysis.ColumnIdentifierProperty,
): CfnAnalysis.FieldSortOptionsProperty[] => [
  {
    columnSort: {
      sortBy: column,
      direction: 'ASC',
      aggregationFunction: {
        numericalAggregationFunction: { simpleNumericalAggregation: 'MIN' },
      },
    },
  },
];
