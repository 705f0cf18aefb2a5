import { rmSync } from 'node:fs';
import { App, type Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { CasePulseStack } from '../../lib/casepulse-stack.ts';
import { parseConfiguration } from '../../lib/configuration.ts';

/** The flags of cdk.json; no bundling, which takes seconds for each function. */
const context = { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] };

/** The stack as `cdk synth` makes it, from settings that differ from the defaults. */
export const stackOf = (
  settings: Readonly<Record<string, unknown>> = {},
  moreContext: Readonly<Record<string, unknown>> = {},
): { app: App; stack: Stack } => {
  const app = new App({
    context: { ...context, ...moreContext },
    analyticsReporting: false,
    // CloudFormation's schemas take 50 seconds for QuickSight's definitions: `npm run synth` asks them.
    builtinCloudFormationValidation: !('quicksightPrincipal' in settings),
  });
  const configuration = parseConfiguration(settings);
  const stack = new CasePulseStack(app, 'casepulse-test', { configuration });
  // Reasons are written into the template's metadata, where the tests read them.
  Validations.of(app).addPlugins(
    new AwsSolutionsChecks(app, { writeSuppressionsToCloudFormation: true }),
  );
  return { app, stack };
};

/** The stack's template, which is read at once: its folder is not left behind. */
export const templateOf = (...args: Parameters<typeof stackOf>): Template => {
  const { app, stack } = stackOf(...args);
  const template = Template.fromStack(stack);
  rmSync(app.outdir, { recursive: true, force: true });
  return template;
};

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
