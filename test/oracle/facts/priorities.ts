import { type Dimensions, oneOfEach } from './dimensions.ts';

export type Priority = {
  readonly key: string;
  readonly level: string | null;
  readonly severity: string | null;
  /** Null where there is no SLA. */
  readonly slaHours: number | null;
  /** Whether its cases are priority cases. */
  readonly isHigh: boolean;
};

/** Hours as text; NA, and all else that is no number of hours, is no SLA. */
export const slaHoursOf = (text: string | null): number | null => {
  const trimmed = text?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : null;
};

export const prioritiesOf = ({ case_priority }: Dimensions): ReadonlyMap<string, Priority> => {
  const rows = oneOfEach(
    case_priority,
    (row) => row.priority_key,
    (row) => [row.priority, row.severity, row.sla],
  );
  return new Map(
    [...rows].map(([key, row]) => [
      key,
      {
        key,
        level: row.priority,
        severity: row.severity,
        slaHours: slaHoursOf(row.sla),
        isHigh: row.priority === 'Highest' || row.priority === 'High',
      },
    ]),
  );
};
