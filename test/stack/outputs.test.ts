import { describe, expect, it } from 'vitest';
import { outputVariables } from '../../bin/deployed/stack-outputs.ts';
import { templateOf } from './synthesised-stack.ts';

describe("the stack's outputs", () => {
  const outputs = Object.keys(templateOf().toJSON()['Outputs'] as Record<string, unknown>);

  it.each([
    ...Object.keys(outputVariables),
    // bin/deployed: status and batch
    'DeadLettersUrl',
    'BatchStateMachineArn',
  ])('hold %s, which a command with --stack reads', (output) => {
    expect(outputs).toContain(output);
  });
});
