import { median } from './statistics.ts';

/** One way of doing the work. */
type Subject = {
  readonly name: string;
  /** What is made anew for each run and not measured. */
  readonly before?: () => Promise<unknown>;
  /** The measured work. Gives the number of things done, or the figure itself where the measure is 'value'. */
  readonly run: () => Promise<number>;
};

export type Comparison = {
  /** What is done, e.g. 'COPY of 1,000,000 rows'. */
  readonly title: string;
  /** 'time': milliseconds a thing; 'rate': things a second; 'value': what `run` gives. */
  readonly measure: 'time' | 'rate' | 'value';
  readonly unit: string;
  /** Measured in this order in odd rounds, in reverse in even ones. The first is ours. */
  readonly subjects: readonly [Subject, ...Subject[]];
  /** Name of the subject that the others are compared with. @default none */
  readonly baseline?: string;
  readonly runs: number;
  /** Rounds before the first that counts. @default 1 */
  readonly warmUps?: number;
  /** CPU time that this benchmark's processes have used so far. @default this process's */
  readonly cpuMs?: () => number | undefined;
  /** What ours has to reach. */
  readonly target?: Target;
};

/** Of the figure itself, its ratio to the baseline's, or its difference from it. */
type Target = {
  readonly text: string;
  readonly of: 'figure' | 'ratio' | 'difference';
  readonly atMost?: number;
  readonly atLeast?: number;
};

/** The figures of one subject. */
export type Row = {
  readonly title: string;
  readonly subject: string;
  readonly unit: string;
  readonly runs: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median CPU time of a thing (time, value) or of a whole run (rate), milliseconds. */
  readonly cpuMs?: number;
  /** Median of figure / baseline's figure of the same round. */
  readonly ratio?: number;
  /** The same of CPU time. */
  readonly cpuRatio?: number;
  readonly target?: { readonly text: string; readonly isMet: boolean };
};

type Sample = { readonly figure: number; readonly cpuMs: number | undefined };

export const ownCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const sampleOf = async (comparison: Comparison, subject: Subject): Promise<Sample> => {
  const { measure, cpuMs = ownCpuMs } = comparison;
  await subject.before?.();
  const cpuBefore = cpuMs();
  const started = performance.now();
  const done = await subject.run();
  const wallMs = performance.now() - started;
  const cpuAfter = cpuMs();
  const usedMs =
    cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
  if (measure === 'value') return { figure: done, cpuMs: usedMs };
  if (measure === 'rate') return { figure: (done / wallMs) * 1000, cpuMs: usedMs };
  return { figure: wallMs / done, cpuMs: usedMs === undefined ? undefined : usedMs / done };
};

const known = (values: readonly (number | undefined)[]): number[] =>
  values.filter((value) => value !== undefined);

const isMet = (target: Target, row: Row, baseline: number): boolean => {
  const values = { figure: row.median, ratio: row.ratio, difference: row.median - baseline };
  const value = values[target.of];
  if (value === undefined || Number.isNaN(value)) return false;
  return value <= (target.atMost ?? value) && value >= (target.atLeast ?? value);
};

/**
 * Runs the subjects in turns, so that whatever else the machine does meets all of them alike. Ratios are
 * medians over the rounds, each of two runs beside each other.
 */
export const compare = async (comparison: Comparison): Promise<Row[]> => {
  const { subjects, runs, warmUps = 1 } = comparison;
  const samples = new Map(subjects.map((subject) => [subject.name, [] as Sample[]]));
  for (let round = -warmUps; round < runs; round += 1) {
    const order = round % 2 === 0 ? subjects : subjects.toReversed();
    for (const subject of order) {
      const sample = await sampleOf(comparison, subject);
      if (round >= 0) samples.get(subject.name)?.push(sample);
    }
  }
  const base = comparison.baseline === undefined ? undefined : samples.get(comparison.baseline);
  return subjects.map((subject, index) => {
    const own = samples.get(subject.name) ?? [];
    const figures = own.map(({ figure }) => figure);
    const cpu = known(own.map(({ cpuMs }) => cpuMs));
    const ratios = base?.map(({ figure }, round) => (own[round]?.figure ?? Number.NaN) / figure);
    const cpuRatios = known(
      base?.map(({ cpuMs }, round) => cpuMs && (own[round]?.cpuMs ?? Number.NaN) / cpuMs) ?? [],
    );
    const row: Row = {
      title: comparison.title,
      subject: subject.name,
      unit: comparison.unit,
      runs,
      median: median(figures),
      min: Math.min(...figures),
      max: Math.max(...figures),
      ...(cpu.length > 0 && { cpuMs: median(cpu) }),
      ...(ratios && { ratio: median(ratios) }),
      ...(cpuRatios.length > 0 && { cpuRatio: median(cpuRatios) }),
    };
    const { target } = comparison;
    if (index > 0 || !target) return row;
    return {
      ...row,
      target: {
        text: target.text,
        isMet: isMet(target, row, median(base?.map(({ figure }) => figure) ?? [])),
      },
    };
  });
};
