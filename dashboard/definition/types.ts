/** How a value is written. `rating` is a mean of scores from 1 to 10; `score` runs from -100 to 100; `rate` is events a minute. */
export type Format =
  | 'count'
  | 'percent'
  | 'score'
  | 'rating'
  | 'rate'
  | 'minutes'
  | 'hours'
  | 'seconds'
  | 'moment'
  | 'day'
  | 'text';

/** How a measure of several rows comes from the rows' columns. */
type Aggregation =
  /** The rows' values, added. */
  | { readonly kind: 'sum' }
  /** Sum of the numerator's columns by sum of the denominator's, times `factor`; null where that is zero. */
  | {
      readonly kind: 'ratio';
      readonly numerator: readonly string[];
      readonly denominator: readonly string[];
      readonly factor: number;
    }
  /** Mean of the rows' values, each weighed by another column. */
  | { readonly kind: 'weighted-mean'; readonly weight: string }
  /** A stock: the value of the latest row. */
  | { readonly kind: 'last' }
  /** Means nothing over several rows: percentiles, NPS. */
  | { readonly kind: 'none' };

/** The cases or surveys that a number counts: what a drill-down lists. */
export type Behind =
  | 'received'
  | 'open'
  | 'closed'
  | 'backlog'
  | 'priority'
  | 'sla_met'
  | 'sla_breached'
  | 'surveys';

/** A number that visuals show. */
export type Measure = {
  readonly id: string;
  /** Column of the view; null where only the aggregation gives it. */
  readonly column: string | null;
  readonly label: string;
  /** What it counts or is measured in, as written after the number. */
  readonly unit: string;
  readonly format: Format;
  readonly aggregation: Aggregation;
  /** Which way is good: a ranking begins with the worst, a difference says better or worse. */
  readonly better: 'higher' | 'lower' | 'neither';
  /** Null where no list of cases or surveys adds up to it. */
  readonly behind: Behind | null;
  /** One sentence on what it is, for whoever asks. */
  readonly meaning: string;
};

/** A column of a table that is no measure. */
export type TableColumn = {
  readonly column: string;
  readonly label: string;
  readonly format: Format;
};

/** Columns that name the members of a category. */
export type Category = {
  /** Filter that a click on a member sets; null where there is none. */
  readonly filter: FilterId | null;
  readonly key: string;
  readonly label: string;
};

type Titled = {
  /** Unique in the dashboard, kebab-case. */
  readonly id: string;
  readonly title: string;
  /** What it shows and how to read it, one sentence. */
  readonly note: string;
  /** View of schema care, without the schema. */
  readonly view: string;
};

/** Numbers, each beside the same one of `comparedWith`. */
export type Tiles = Titled & {
  readonly kind: 'tiles';
  readonly comparedWith: string;
  readonly measures: readonly Measure[];
};

/** A stage that events pass. */
export type FlowStage = {
  readonly label: string;
  /** How many pass it. */
  readonly rate: Measure;
  /** How late, or how long ago. */
  readonly lag: Measure;
  /** Whether what comes here leaves the flow. */
  readonly isSideArm: boolean;
};

/** Stages that events pass one after the other; each rate beside the same one of `comparedWith`. */
export type Flow = Titled & {
  readonly kind: 'flow';
  readonly comparedWith: string;
  /** In their order; a side arm follows the stage that it leaves from. */
  readonly stages: readonly FlowStage[];
  /** Those of the stages. */
  readonly measures: readonly Measure[];
};

/** Measures over time, a line each. */
export type Line = Titled & {
  readonly kind: 'line';
  readonly time: string;
  /** Whether the period and grain that the reader chose decide the view; else it is always this one. */
  readonly followsGrain: boolean;
  readonly measures: readonly Measure[];
  /** Whether the axis begins at zero. */
  readonly fromZero: boolean;
};

/** Parts of a whole: over time (`time`) or by category, as counts or as shares of 100 %. */
export type StackedBars = Titled & {
  readonly kind: 'stacked-bars';
  readonly time: string | null;
  readonly category: Category | null;
  readonly followsGrain: boolean;
  readonly measures: readonly Measure[];
  readonly asShares: boolean;
};

/** Members of a category in the order of the chosen measure. */
export type Ranking = Titled & {
  readonly kind: 'ranking';
  readonly category: Category;
  /** The reader chooses among them; the first one to begin with. */
  readonly measures: readonly Measure[];
  readonly limit: number;
};

/** One number for each pair of a row and a column. */
export type HeatMap = Titled & {
  readonly kind: 'heat-map';
  readonly category: Category;
  readonly row: string;
  readonly rowOrder: readonly string[];
  readonly column: string;
  readonly columnOrder: readonly string[];
  readonly measures: readonly Measure[];
};

/** Countries, coloured by a measure. */
export type WorldMap = Titled & {
  readonly kind: 'map';
  /** Its key is the country's two-letter code. */
  readonly category: Category;
  readonly measures: readonly Measure[];
};

/** One dot for each member of a category. */
export type Scatter = Titled & {
  readonly kind: 'scatter';
  readonly category: Category;
  readonly x: Measure;
  readonly y: Measure;
  readonly size: Measure;
};

/** Rows counted by bands of a number: [from, below), null where open. */
export type Bands = Titled & {
  readonly kind: 'bands';
  readonly column: string;
  readonly unit: string;
  readonly bands: readonly {
    readonly label: string;
    readonly from: number | null;
    readonly below: number | null;
    readonly severity: Severity;
  }[];
};

/** Rows as they are. */
export type Table = Titled & {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  /** Rows whose column holds less are left out. @default none are */
  readonly from?: { readonly column: string; readonly value: number };
  readonly orderBy: readonly { readonly column: string; readonly descending: boolean }[];
  readonly limit: number;
};

/** How often each answer to each question was given. */
export type Histogram = Titled & {
  readonly kind: 'histogram';
  readonly panel: Category;
  /** Columns of the answer: the first that is not null holds it. */
  readonly values: readonly string[];
  readonly measure: Measure;
  /** Column of the answer's class: positive, neutral, negative. */
  readonly classColumn: string;
};

/** A visual of the dashboard: data that the page and QuickSight both draw. */
export type Visual =
  | Tiles
  | Flow
  | Line
  | StackedBars
  | Ranking
  | HeatMap
  | WorldMap
  | Scatter
  | Bands
  | Table
  | Histogram;

/** How bad something is: the only thing that red, orange and green say. */
export type Severity = 'critical' | 'serious' | 'warning' | 'good' | 'none';

/** A page of the dashboard. */
export type Page = {
  /** Its address, kebab-case. */
  readonly id: string;
  readonly title: string;
  /** What it answers, one sentence. */
  readonly purpose: string;
  /** Which of the dashboard's controls it has. */
  readonly controls: {
    readonly period: boolean;
    readonly grain: boolean;
    readonly filters: boolean;
    readonly measure: boolean;
  };
  readonly visuals: readonly Visual[];
};

export type FilterId =
  | 'call_center'
  | 'priority'
  | 'channel'
  | 'category'
  | 'department'
  | 'country'
  | 'agent';

/** Something that everything on a page can be limited to. */
export type Filter = {
  readonly id: FilterId;
  readonly label: string;
  /** Column of care.fact_case and care.fact_survey, and of care.member_case and care.member_survey. */
  readonly factColumn: string;
  /** Whether the bar of filters always offers it, its members from care.member_label; else it is set by a click on a mark. */
  readonly isOffered: boolean;
};

type Calendar = 'civil' | 'business';

/** A length of time by which trends are shown. */
export type Grain = {
  readonly id: string;
  readonly label: string;
  readonly calendar: Calendar;
  readonly view: string;
  /** Longest period, in days, that it is offered for. */
  readonly mostDays: number;
};

/** A span of days. */
export type Period = {
  readonly id: string;
  readonly label: string;
  /** Which days: the last `days` up to today, the period of `grain` that today lies in, or everything. */
  readonly span:
    | { readonly kind: 'last-days'; readonly days: number }
    | { readonly kind: 'current'; readonly grain: 'day' | 'week' | 'month' }
    | { readonly kind: 'current-business'; readonly view: string }
    | { readonly kind: 'all' };
};

/** All of it. */
export type Dashboard = {
  readonly title: string;
  readonly pages: readonly Page[];
  readonly filters: readonly Filter[];
  readonly grains: readonly Grain[];
  readonly periods: readonly Period[];
};
