import type { CfnAnalysis } from 'aws-cdk-lib/aws-quicksight';
import type { Dashboard, Page, Visual } from '../../dashboard/definition/types.ts';
import { filtersOf, parameterControls } from './controls.ts';
import type { Drawn } from './fields.ts';
import { drawVisual } from './visuals/visual.ts';

/** Columns of QuickSight's grid: https://docs.aws.amazon.com/quicksight/latest/APIReference/API_GridLayoutElement.html */
const gridColumns = 36;

type Size = { readonly columnSpan: number; readonly rowSpan: number };

const sizeOf = ({ kind }: Visual): Size => {
  if (kind === 'tiles' || kind === 'flow') return { columnSpan: 9, rowSpan: 6 };
  if (kind === 'table' || kind === 'histogram') return { columnSpan: gridColumns, rowSpan: 10 };
  return { columnSpan: gridColumns / 2, rowSpan: 12 };
};

type Placed = Size & { readonly elementId: string };

/** Elements one after the other, a new row where the next one has no room. */
const inRows = (elements: readonly Placed[]): CfnAnalysis.GridLayoutElementProperty[] => {
  let [columnIndex, rowIndex, rowSpan] = [0, 0, 0];
  return elements.map((element) => {
    if (columnIndex + element.columnSpan > gridColumns) {
      rowIndex += rowSpan;
      [columnIndex, rowSpan] = [0, 0];
    }
    const placed = { ...element, elementType: 'VISUAL', columnIndex, rowIndex };
    columnIndex += element.columnSpan;
    rowSpan = Math.max(rowSpan, element.rowSpan);
    return placed;
  });
};

/** A page as a sheet, with what the whole analysis must have for it. */
export type Sheet = {
  readonly sheet: CfnAnalysis.SheetDefinitionProperty;
  readonly filterGroups: readonly CfnAnalysis.FilterGroupProperty[];
  readonly calculatedFields: Drawn['calculatedFields'];
};

const visualIdOf = (visual: CfnAnalysis.VisualProperty): string => {
  const [inner] = Object.values(visual) as { readonly visualId: string }[];
  return inner?.visualId ?? '';
};

/** Draws a page. */
export const sheetOf = (page: Page, dashboard: Dashboard): Sheet => {
  const drawn = page.visuals.map((visual) => ({ visual, ...drawVisual(visual, page) }));
  const filters = filtersOf(page, dashboard);
  const parameters = parameterControls(page, dashboard);
  const controls = [
    ...parameters.map(
      ({ parameterControlId }) => ['PARAMETER_CONTROL', parameterControlId] as const,
    ),
    ...filters.flatMap(({ controlId }) =>
      controlId === null ? [] : [['FILTER_CONTROL', controlId] as const],
    ),
  ];
  return {
    filterGroups: filters.map(({ group }) => group),
    calculatedFields: drawn.flatMap(({ calculatedFields }) => calculatedFields),
    sheet: {
      sheetId: page.id,
      name: page.title,
      title: page.title,
      description: page.purpose,
      contentType: 'INTERACTIVE',
      visuals: drawn.flatMap(({ visuals }) => [...visuals]),
      filterControls: filters.flatMap(({ control }) => (control === null ? [] : [control])),
      ...(parameters.length > 0 && {
        parameterControls: parameters.map((dropdown) => ({ dropdown })),
      }),
      layouts: [
        {
          configuration: {
            gridLayout: {
              elements: inRows(
                drawn.flatMap(({ visual, visuals }) =>
                  visuals.map((one) => ({ elementId: visualIdOf(one), ...sizeOf(visual) })),
                ),
              ),
            },
          },
        },
      ],
      ...(controls.length > 0 && {
        sheetControlLayouts: [
          {
            configuration: {
              gridLayout: {
                elements: controls.map(([elementType, elementId]) => ({
                  elementId,
                  elementType,
                  columnSpan: 2,
                  rowSpan: 1,
                })),
              },
            },
          },
        ],
      }),
    },
  };
};
