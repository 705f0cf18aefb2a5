import type { Visual } from '../../definition/types.ts';
import type { Answer, Value } from '../state/answer.ts';
import type { Sheet } from '../state/csv.ts';
import { numberOf } from '../state/format.ts';

const cell = (value: Value | undefined): string | number | null =>
  typeof value === 'boolean' ? String(value) : (value ?? null);

/** What a visual shows as a table: for who can't see it, and for a file. Units are in the header. */
export const sheetOf = (visual: Visual, { rows, comparedWith }: Answer): Sheet => {
  switch (visual.kind) {
    case 'tiles':
    case 'flow': {
      const [now = {}] = rows;
      const [before = {}] = comparedWith;
      return {
        header: ['Measure', 'Unit', 'Now', 'Before'],
        rows: visual.measures.map((measure) => [
          measure.label,
          measure.unit,
          numberOf(now, measure),
          numberOf(before, measure),
        ]),
      };
    }
    case 'line':
    case 'stacked-bars': {
      const key = visual.time ?? (visual.kind === 'stacked-bars' ? visual.category?.label : null);
      return {
        header: [
          visual.time === null ? 'Question' : 'Begin',
          ...visual.measures.map(({ label, unit }) => `${label} (${unit})`),
        ],
        rows: rows.map((row) => [
          cell(row[key ?? '']),
          ...visual.measures.map((measure) => numberOf(row, measure)),
        ]),
      };
    }
    case 'ranking':
    case 'map':
    case 'heat-map': {
      const { key } = visual.category;
      return {
        header: ['Key', 'Name', ...visual.measures.map(({ label, unit }) => `${label} (${unit})`)],
        rows: rows.map((row) => [
          cell(row['member_key'] ?? row[key]),
          cell(row['label'] ?? row[key]),
          ...visual.measures.map((measure) => numberOf(row, measure)),
        ]),
      };
    }
    case 'scatter': {
      const measures = [visual.x, visual.y, visual.size];
      return {
        header: ['Key', 'Name', ...measures.map(({ label, unit }) => `${label} (${unit})`)],
        rows: rows.map((row) => [
          cell(row['member_key']),
          cell(row['label']),
          ...measures.map((measure) => numberOf(row, measure)),
        ]),
      };
    }
    case 'bands':
      return {
        header: ['Time left', visual.unit],
        rows: visual.bands.map(({ label }, i) => [
          label,
          Number(rows.find((row) => row['band'] === i)?.['cases'] ?? 0),
        ]),
      };
    case 'histogram':
      return {
        header: ['Question', 'Answer', 'Class', 'Answers'],
        rows: rows.map((row) => [
          cell(row[visual.panel.key]),
          cell(visual.values.map((column) => row[column]).find((value) => value !== null)),
          cell(row[visual.classColumn]),
          cell(row['answers']),
        ]),
      };
    case 'table':
      return {
        header: visual.columns.map(({ label }) => label),
        rows: rows.map((row) => visual.columns.map(({ column }) => cell(row[column]))),
      };
  }
};
