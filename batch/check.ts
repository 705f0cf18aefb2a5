import { type ResultRow, rowsOf, type Warehouse } from '../adapters/redshift-data.ts';
import { findingQuery, type Rule, readRules, runnerStatements } from './check-rules.ts';
import type { BatchContext, BatchRun, Counts, StepSummary } from './context.ts';

/** What a rule found: nothing, where offendingRows is 0. */
export type Finding = {
  readonly rule: Rule;
  readonly offendingRows: number;
  /** The first of them as text. */
  readonly samples: readonly string[];
};

/** The finding of a rule from the rows of its query. */
export const findingOf = (rule: Rule, rows: readonly ResultRow[]): Finding => ({
  rule,
  offendingRows: Number(rows[0]?.['offending_rows'] ?? 0),
  samples: rows.map(({ subject, finding }) => `${subject}: ${finding}`),
});

/** Asks every rule, all of one state of the warehouse. @throws StatementFailed, TransientError */
export const checkRules = async (
  warehouse: Warehouse,
  rules: readonly Rule[] = readRules(),
  onDone: (done: number, total: number) => void = () => {},
): Promise<Finding[]> => {
  const answers = await warehouse.results(rules.map(findingQuery), (done) =>
    onDone(done, rules.length),
  );
  onDone(rules.length, rules.length);
  return rules.flatMap((rule, at) => {
    const answer = answers[at];
    return answer ? [findingOf(rule, rowsOf(answer))] : [];
  });
};

/** Longest text of a finding's samples in ops.check_result, in bytes at most four times as long. */
const recordedCharacters = 4096;

/** Records what a run's check found, the rules that found nothing too. */
const record = async (
  warehouse: Warehouse,
  { runId }: BatchRun,
  findings: readonly Finding[],
): Promise<void> => {
  const parameters: Record<string, string> = {};
  const rows = findings.flatMap(({ rule, offendingRows, samples }, at) => {
    const name = `samples_${'abcdefghijklmnopqrstuvwxyz'[at]}`;
    // A parameter can't be empty or null.
    parameters[name] = samples.join('; ').slice(0, recordedCharacters) || '-';
    return runnerStatements('record-row', {
      run_id: runId,
      rule: rule.name,
      severity: rule.severity,
      offending_rows: offendingRows,
      samples: name,
    });
  });
  const [statement = ''] = runnerStatements('record', {}, { rows: rows.join(',\n') });
  await warehouse.query(statement, parameters);
};

/** True where this run's publishing asked the blocking rules, at the end of its transaction: they found nothing. */
const gateHasAsked = (before: readonly StepSummary[]): boolean =>
  before.some(
    ({ name, counts }) => name === 'publish' && Object.values(counts).some((count) => count > 0),
  );

/**
 * Asks the rules after a run has published, and records what they say in ops.check_result. Nothing is
 * undone any more: the rules that would block have been asked before the publishing was committed, and are
 * not asked again where it was this run's.
 * @param before the steps of this run so far
 * @returns how many rules were asked, and the offending rows of each that found some
 */
export const check = async (
  context: BatchContext,
  run: BatchRun,
  before: readonly StepSummary[],
): Promise<Counts> => {
  const isAsked = ({ severity }: Rule) => severity === 'block' && gateHasAsked(before);
  const rules = readRules();
  const asked = rules
    .filter(isAsked)
    .map((rule): Finding => ({ rule, offendingRows: 0, samples: [] }));
  const open = rules.filter((rule) => !isAsked(rule));
  const found = await checkRules(context.warehouse, open, (done) =>
    context.report({
      step: 'check',
      done: asked.length + done,
      total: rules.length,
      unit: 'rules',
    }),
  );
  const findings = [...asked, ...found];
  await record(context.warehouse, run, findings);
  const failed = findings.filter(({ offendingRows }) => offendingRows > 0);
  return {
    rules: findings.length,
    ...Object.fromEntries(failed.map(({ rule, offendingRows }) => [rule.name, offendingRows])),
  };
};
