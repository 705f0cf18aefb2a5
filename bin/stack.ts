import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConfigurationError } from '../domain/errors.ts';
import { CasePulseStack } from '../lib/casepulse-stack.ts';
import { readConfiguration } from '../lib/configuration.ts';

/* The CDK app: `npm run synth`, `npx cdk deploy`. The region is the CLI's (AWS_REGION, profile). */
const app = new App();
try {
  const configuration = readConfiguration(app.node);
  new CasePulseStack(app, `casepulse-${configuration.stage}`, { configuration });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
