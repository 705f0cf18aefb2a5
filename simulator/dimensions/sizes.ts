/** 'company': as large as the real data set. 'small': for demonstrations and tests. */
export type DimensionSize = 'small' | 'company';

/** Rows of the tables whose size can be chosen; the rest have their real size always. */
export type Sizes = {
  readonly employees: number;
  readonly products: number;
  /** First business year of the calendar; null: two before the present one. */
  readonly firstBusinessYear: number | null;
  readonly businessYears: number;
};

/** 59 business years from 1990 are the real data set's 21,553 days. */
export const sizes: Readonly<Record<DimensionSize, Sizes>> = {
  small: { employees: 400, products: 300, firstBusinessYear: null, businessYears: 4 },
  company: { employees: 300_024, products: 92_353, firstBusinessYear: 1990, businessYears: 59 },
};
