import {
  calendar,
  callCenter,
  caseCategory,
  caseCountry,
  casePriority,
  type Dimension,
  employee,
  product,
  surveyQuestion,
} from '../../domain/dimensions.ts';
import type { Row } from '../../domain/table.ts';
import { calendarRows, calendarSize } from './calendar.ts';
import { callCenterRows } from './call-centers.ts';
import { categoryRows } from './categories.ts';
import { countryRows } from './countries.ts';
import { employeeRows } from './employees.ts';
import { priorityRows } from './priorities.ts';
import { productRows } from './products.ts';
import { questionRows } from './questions.ts';
import { type DimensionSize, sizes } from './sizes.ts';

/** Generated rows of one dimension, made as they are read. */
export type GeneratedDimension = {
  readonly dimension: Dimension;
  readonly rows: Iterable<Row>;
  readonly count: number;
};

/**
 * All eight dimensions. Keys don't depend on the seed, so events of any seed find their rows.
 * @param nowSeconds the present in local seconds: the small calendar lies around it.
 */
export const generateDimensions = (options: {
  readonly size: DimensionSize;
  readonly seed: number;
  readonly nowSeconds: number;
}): GeneratedDimension[] => {
  const { size, seed, nowSeconds } = options;
  const { employees, products } = sizes[size];
  const listed = (dimension: Dimension, rows: readonly Row[]): GeneratedDimension => ({
    dimension,
    rows,
    count: rows.length,
  });
  return [
    {
      dimension: calendar,
      rows: calendarRows(size, nowSeconds),
      count: calendarSize(size, nowSeconds),
    },
    listed(callCenter, callCenterRows(seed)),
    listed(caseCategory, categoryRows()),
    listed(caseCountry, countryRows()),
    listed(casePriority, priorityRows()),
    { dimension: employee, rows: employeeRows(employees, seed, nowSeconds), count: employees },
    { dimension: product, rows: productRows(products, seed), count: products },
    listed(surveyQuestion, questionRows()),
  ];
};
