/** The dimensions' rows, under the warehouse's column names. Any text may be null, and keys may come twice. */
export type Dimensions = {
  readonly calendar: readonly {
    readonly calendar_date: string;
    readonly week_number: number;
    readonly week_name: string;
    readonly year_week_number: number;
    readonly month_number: number;
    readonly month_name: string;
    readonly quarter_number: number;
    readonly quarter_name: string;
    readonly geo_region_cd: string;
  }[];
  readonly call_center: readonly {
    readonly call_center_id: string;
    readonly call_center_vendor: string | null;
    readonly location: string | null;
    readonly country: string | null;
  }[];
  readonly case_category: readonly {
    readonly category_key: string;
    readonly sub_category_key: string;
    readonly category_description: string | null;
    readonly sub_category_description: string | null;
    readonly priority: string | null;
  }[];
  readonly case_country: readonly {
    readonly id: number;
    readonly name: string | null;
    readonly alpha_2: string;
    readonly alpha_3: string | null;
  }[];
  readonly case_priority: readonly {
    readonly priority_key: string;
    readonly priority: string | null;
    readonly severity: string | null;
    readonly sla: string | null;
  }[];
  readonly employee: readonly { readonly emp_key: number }[];
  readonly product: readonly {
    readonly product_id: string;
    readonly department: string | null;
    readonly brand: string | null;
    readonly commodity_desc: string | null;
    readonly sub_commodity_desc: string | null;
  }[];
  readonly survey_question: readonly {
    readonly question_id: string;
    readonly question_desc: string | null;
    readonly response_type: string | null;
    readonly negative_response_range: string | null;
    readonly neutral_response_range: string | null;
    readonly positive_response_range: string | null;
  }[];
};

type Sortable = string | number | null;

/** Text by its bytes, null last: 'the first in the order of their texts'. */
const compare = (a: Sortable, b: Sortable): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
};

/** One row a key: of contradicting rows the first by `order`. */
export const oneOfEach = <T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  order: (row: T) => readonly Sortable[],
): ReadonlyMap<string, T> => {
  const chosen = new Map<string, T>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = chosen.get(key);
    const differences =
      known && order(row).map((value, at) => compare(value, order(known)[at] ?? null));
    if (!differences || (differences.find((difference) => difference !== 0) ?? 0) < 0) {
      chosen.set(key, row);
    }
  }
  return chosen;
};
