import { rmSync } from 'node:fs';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { CasePulseStack } from '../../lib/casepulse-stack.ts';
import { parseConfiguration } from '../../lib/configuration.ts';

/** The flags of cdk.json; no bundling, which takes seconds for each function. */
const context = { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] };

/**
 * The stack as `cdk synth` makes it, from settings that differ from the defaults.
 * @param builtinCloudFormationValidation whether CloudFormation's schemas are asked. They take 8 seconds of CPU once in a
 * process, two for each stack, and 50 for QuickSight's definitions. `npm run synth` asks them, too (bundled-handlers.test.ts).
 */
export const stackOf = (
  settings: Readonly<Record<string, unknown>> = {},
  moreContext: Readonly<Record<string, unknown>> = {},
  builtinCloudFormationValidation = false,
): { app: App; stack: Stack } => {
  const app = new App({
    context: { ...context, ...moreContext },
    analyticsReporting: false,
    builtinCloudFormationValidation,
  });
  const configuration = parseConfiguration(settings);
  const stack = new CasePulseStack(app, 'casepulse-test', { configuration });
  // Reasons are written into the template's metadata, where the tests read them.
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }),
  );
  return { app, stack };
};

/** Sources of dimensions that are there already. */
const sourceDatabase = {
  kind: 'existing',
  secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mysql-AbCdEf',
  keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  peerCidr: '10.0.0.0/16',
};

/** Settings that differ from every default, but for what turns something on: those are in docs/make-stack-numbers.ts. */
export const otherSettings = {
  businessTimezone: 'Asia/Kolkata',
  batchHour: 4,
  loadIntervalSeconds: 45,
  reconcileIntervalMinutes: 60,
  keyRanges: { employee: 8 },
  warehouse: { baseRpus: 16, maxRpuHoursPerDay: 100, snapshotDays: 9 },
  retention: { logDays: 30, stagingDays: 10, infrequentAccessAfterDays: 60 },
  networkCidr: '10.50.0.0/22',
  availabilityZones: ['us-east-1a', 'us-east-1c', 'us-east-1d'],
  sourceDatabase,
};

/** Who gets QuickSight's dashboard. */
export const quicksightPrincipal =
  'arn:aws:quicksight:eu-west-1:123456789012:group/default/care-leads';

type Synthesised = { readonly stack: Stack; readonly template: Template };

const synthesisedBefore = new Map<string, Synthesised>();

/**
 * The stack and its template, synthesised once for all tests that ask for the same settings: they read, and
 * change nothing. Its folder is not left behind.
 */
export const synthesised = (...args: Parameters<typeof stackOf>): Synthesised => {
  const key = JSON.stringify(args);
  const before = synthesisedBefore.get(key);
  if (before) return before;
  const { app, stack } = stackOf(...args);
  try {
    const made = { stack, template: Template.fromStack(stack) };
    synthesisedBefore.set(key, made);
    return made;
  } finally {
    rmSync(app.outdir, { recursive: true, force: true });
  }
};

/** The template alone. @throws for what the rules of AwsSolutions refuse */
export const templateOf = (...args: Parameters<typeof stackOf>): Template =>
  synthesised(...args).template;

export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** Every resource of a template by its logical id. */
export const resourcesOf = (template: Template): Readonly<Record<string, Resource>> =>
  template.toJSON()['Resources'] as Readonly<Record<string, Resource>>;

/** The resources of one type. */
export const resourcesOfType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(resourcesOf(template)).filter(([, resource]) => resource.Type === type);
