import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { Finding } from '../batch/check.ts';

/** `failed`: a blocking rule has found something, and numbers are wrong; `warns`: another one has. */
type State = 'holds' | 'warns' | 'failed';

const stateOf = ({ rule, offendingRows }: Finding): State => {
  if (offendingRows === 0) return 'holds';
  return rule.severity === 'block' ? 'failed' : 'warns';
};

/** Whether a blocking rule has found something. */
export const hasFailed = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => stateOf(finding) === 'failed');

/** The findings as JSON: one object a rule. */
export const checkJson = (findings: readonly Finding[]): string =>
  JSON.stringify(
    findings.map((finding) => ({
      rule: finding.rule.name,
      meaning: finding.rule.meaning,
      severity: finding.rule.severity,
      state: stateOf(finding),
      offendingRows: finding.offendingRows,
      samples: finding.samples,
      next: finding.rule.next,
    })),
    null,
    2,
  );

const colours = { holds: 'green', warns: 'yellow', failed: 'red' } as const;
/** Coloured where standard output is a terminal that wants it. */
const coloured = (state: State, text: string): string => styleText(colours[state], text);

const details = (finding: Finding): string => {
  const { rule, offendingRows, samples } = finding;
  const more = offendingRows - samples.length;
  return [
    coloured(stateOf(finding), rule.name),
    `  ${rule.meaning}`,
    ...samples.map((sample) => `  - ${sample}`),
    ...(more > 0 ? [`  - and ${more.toLocaleString('en')} more: sql/checks/${rule.name}.sql`] : []),
    `  next: ${rule.next}`,
  ].join('\n');
};

/** The findings for a person: a table of all rules, then each that has found something, with its first rows. */
export const checkReport = (findings: readonly Finding[]): string => {
  const table = new Table({
    head: ['rule', 'severity', 'state', 'rows'],
    colAligns: ['left', 'left', 'left', 'right'],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  });
  for (const finding of findings) {
    const { rule, offendingRows } = finding;
    const state = stateOf(finding);
    table.push([
      rule.name,
      rule.severity,
      coloured(state, state),
      offendingRows.toLocaleString('en'),
    ]);
  }
  const found = findings.filter(({ offendingRows }) => offendingRows > 0);
  return [table.toString(), ...found.map(details)].join('\n\n');
};
