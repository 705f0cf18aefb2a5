import { describe, expect, it } from 'vitest';
import { dimensions } from '../../../domain/dimensions.ts';
import type { Column, Row } from '../../../domain/table.ts';
import { calendarRow } from '../../../simulator/dimensions/calendar.ts';
import { generateDimensions } from '../../../simulator/dimensions/index.ts';
import { localSeconds, utcMoment } from '../../../simulator/local-time.ts';

const nowSeconds = localSeconds(utcMoment('2026-11-21 10:00:00'), 'UTC');
const midnight = (date: string) => localSeconds(utcMoment(`${date} 00:00:00`), 'UTC');

const generated = (size: 'small' | 'company', seed = 7): Map<string, Row[]> =>
  new Map(
    generateDimensions({ size, seed, nowSeconds }).map(({ dimension, rows }) => [
      dimension.name,
      [...rows],
    ]),
  );

const table = (tables: Map<string, Row[]>, name: string): Row[] => tables.get(name) ?? [];

/** What MySQL would refuse: its VARCHAR counts characters, a quarter of the warehouse's bytes. */
const fits = (column: Column, value: unknown): boolean => {
  if (value === null) return true;
  if (column.type === 'varchar') {
    return typeof value === 'string' && [...value].length <= column.maxBytes / 4;
  }
  if (column.type === 'date') return /^\d{4}-\d\d-\d\d$/.test(String(value));
  return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
};

const company = generated('company');

describe('the business calendar', () => {
  it('places the source’s known days as the source does', () => {
    expect(calendarRow(midnight('2026-11-21'))).toMatchObject({
      week_day_nbr: 1,
      week_number: 43,
      month_number: 10,
      year_week_number: 202643,
    });
    expect(calendarRow(midnight('2011-02-20'))).toMatchObject({
      calendar_date: '2011-02-20',
      date_desc: 'Sunday, February 20, 2011',
      week_day_nbr: 2,
      week_number: 4,
      week_name: 'Week 04',
      year_week_number: 201104,
      month_number: 1,
    });
  });

  it('begins each year on the last Saturday of January and gives a 53rd week to month 12', () => {
    expect(calendarRow(midnight('2026-01-30'))).toMatchObject({
      week_number: 53,
      month_number: 12,
    });
    expect(calendarRow(midnight('2026-01-31'))).toMatchObject({ year_week_number: 202601 });
  });

  it('has every day once, in whole business weeks', () => {
    const days = table(company, 'calendar');
    expect(days).toHaveLength(21_553);
    expect(new Set(days.map((day) => day['calendar_date'])).size).toBe(21_553);
    for (const [i, day] of days.entries()) expect(day['week_day_nbr']).toBe((i % 7) + 1);
  });
});

describe('generated dimensions', () => {
  it('have the sizes of the company', () => {
    const counts = Object.fromEntries([...company].map(([name, rows]) => [name, rows.length]));
    expect(counts).toEqual({
      calendar: 21_553,
      call_center: 25,
      case_category: 27,
      case_country: 193,
      case_priority: 25,
      employee: 300_024,
      product: 92_353,
      survey_question: 5,
    });
  });

  it('tell their counts before they are made', () => {
    for (const { rows, count } of generateDimensions({ size: 'small', seed: 1, nowSeconds })) {
      expect([...rows]).toHaveLength(count);
    }
  });

  it('fit their contracts in names, types and lengths, and have unique keys', () => {
    for (const dimension of dimensions) {
      const rows = table(company, dimension.name);
      const names = dimension.columns.map((column) => column.name);
      const wrong = rows.filter(
        (row) =>
          Object.keys(row).join() !== names.join() ||
          !dimension.columns.every((column) => fits(column, row[column.name])),
      );
      expect(wrong).toEqual([]);
      const keys = new Set(rows.map((row) => dimension.key.map((key) => row[key]).join('/')));
      expect(keys.size).toBe(rows.length);
    }
  });

  it('are the same for the same seed and differ for another', () => {
    expect(generated('small', 5)).toEqual(generated('small', 5));
    expect(table(generated('small', 5), 'employee')).not.toEqual(
      table(generated('small', 6), 'employee'),
    );
  });

  it('give every sub-category a priority, and every priority its level, severity and SLA', () => {
    const tables = generated('small');
    const priorities = table(tables, 'case_priority');
    const keys = new Set(priorities.map((priority) => priority['priority_key']));
    for (const category of table(tables, 'case_category')) {
      expect(keys).toContain(category['priority']);
    }
    expect(priorities).toContainEqual({
      priority_key: 'P1',
      priority: 'Highest',
      severity: 'Critical',
      sla: '1',
    });
    expect(priorities).toContainEqual({
      priority_key: 'P8',
      priority: 'Medium',
      severity: 'High',
      sla: '8',
    });
    expect(priorities.find((row) => row['priority_key'] === 'P24')?.['sla']).toBe('NA');
    expect(new Set(priorities.map((row) => row['priority']))).toEqual(
      new Set(['Highest', 'High', 'Medium', 'Low', 'Loweset']),
    );
  });

  it('write country codes in lower case', () => {
    expect(table(generated('small'), 'case_country')).toContainEqual(
      expect.objectContaining({ name: 'India', alpha_2: 'in', alpha_3: 'ind' }),
    );
  });

  it('keep the keys of the small size within the company’s', () => {
    const keys = new Set(table(company, 'employee').map((row) => row['emp_key']));
    for (const row of table(generated('small'), 'employee')) {
      expect(keys.has(row['emp_key'] ?? null)).toBe(true);
    }
  });
});
