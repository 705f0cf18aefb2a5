import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../cdk.json' with { type: 'json' };
import { CasePulseStack } from '../lib/casepulse-stack.ts';
import { parseConfiguration } from '../lib/configuration.ts';

/*
 * Writes docs/stack-numbers.md: what a template holds, counted. Run it after a change of lib/:
 * `node docs/make-stack-numbers.ts`.
 */

type Resource = { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> };

/** Everything that a configuration can turn on. */
export const everythingOn = {
  alarmEmail: 'care@example.com',
  monthlyBudgetUsd: 500,
  portForward: true,
  quicksightPrincipal: 'arn:aws:quicksight:eu-west-1:123456789012:group/default/care',
};

const resourcesOf = (template: Template): [string, Resource][] =>
  Object.entries(template.toJSON()['Resources'] as Readonly<Record<string, Resource>>);

/** Statements of every policy, wherever it stands. */
const statementsIn = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, inner]) =>
      sum + (key === 'Statement' && Array.isArray(inner) ? inner.length : statementsIn(inner)),
    0,
  );
};

const ofType = (template: Template, type: string): Resource[] =>
  resourcesOf(template).flatMap(([, resource]) => (resource.Type === type ? [resource] : []));

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map((_, column) => (typeof rows[0]?.[column] === 'number' ? '---:' : '---')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const metricsOf = ({ Properties = {} }: Resource): number => {
  const metrics = Properties['Metrics'];
  if (!Array.isArray(metrics)) return 1;
  return metrics.filter((metric: object) => 'MetricStat' in metric).length;
};

/** What is counted of each template. */
const totals: readonly (readonly [string, (template: Template) => number])[] = [
  ['resources (CloudFormation takes 500)', (template) => resourcesOf(template).length],
  [
    'IAM statements',
    (template) => resourcesOf(template).reduce((sum, [, one]) => sum + statementsIn(one), 0),
  ],
  ['IAM roles', (template) => ofType(template, 'AWS::IAM::Role').length],
  ['functions', (template) => ofType(template, 'AWS::Lambda::Function').length],
  ['alarms', (template) => ofType(template, 'AWS::CloudWatch::Alarm').length],
  [
    'metrics that alarms look at',
    (template) =>
      ofType(template, 'AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
  ],
  [
    'outputs',
    (template) => Object.keys(template.toJSON()['Outputs'] as Record<string, unknown>).length,
  ],
];

const alarmRows = (template: Template): (string | number)[][] =>
  ofType(template, 'AWS::CloudWatch::Alarm')
    .map(({ Properties = {} }) => {
      const [meaning = '', runbook = ''] = String(Properties['AlarmDescription']).split(
        '. Runbook: docs/',
      );
      const name = runbook.split('#')[1] ?? '';
      return [
        `[${name}](${runbook})`,
        meaning,
        Number(Properties['Threshold']),
        Number(Properties['EvaluationPeriods']),
      ];
    })
    .sort();

/** The document, of a stack as cdk.json has it and of one with everything on. */
export const stackNumbers = (asConfigured: Template, withEverything: Template): string => {
  const templates = [asConfigured, withEverything];
  const types = [
    ...new Set(templates.flatMap((one) => resourcesOf(one).map(([, { Type }]) => Type))),
  ];
  return `# The stack in numbers

<!-- Made by docs/make-stack-numbers.ts; a test holds it to the template. -->

What the synthesised template holds: by default, and with everything on that \`cdk.json\` can turn on (QuickSight, port-forward,
alarm address, budget). No wildcard in the statements is without a written reason: \`test/stack/iam.test.ts\`.

${table(
  ['', 'by default', 'everything on'],
  totals.map(([name, count]) => [name, ...templates.map(count)]),
)}

## Alarms

${table(['alarm and runbook', 'meaning', 'threshold', 'periods'], alarmRows(asConfigured))}

## Resources by type

${table(
  ['type', 'by default', 'everything on'],
  types.sort().map((type) => [type, ...templates.map((one) => ofType(one, type).length)]),
)}
`;
};

const templateOf = (settings: object): Template => {
  const context = { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] };
  const app = new App({ context, builtinCloudFormationValidation: false });
  const configuration = parseConfiguration(settings);
  const stack = new CasePulseStack(app, 'casepulse-production', { configuration });
  const template = Template.fromStack(stack);
  rmSync(app.outdir, { recursive: true, force: true });
  return template;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = new URL('stack-numbers.md', import.meta.url);
  writeFileSync(file, stackNumbers(templateOf({}), templateOf(everythingOn)));
}
