import type { Command } from 'commander';

/** The name that was given with --stack, or undefined. */
const stackName = (command: Command): string | undefined =>
  command.getOptionValue('stack') as string | undefined;

const withOption = (command: Command): void => {
  if (command.commands.length > 0) {
    for (const subcommand of command.commands) withOption(subcommand);
    return;
  }
  command.option('--stack <name>', "work on this deployed stack, by AWS' own credentials");
};

/**
 * Gives commands the option --stack NAME: before such a command runs, the stack's outputs become the
 * environment that it reads.
 */
export const addStackOption = (program: Command, names: readonly string[]): void => {
  for (const command of program.commands) if (names.includes(command.name())) withOption(command);
  program.hook('preAction', async (_, command) => {
    const name = stackName(command);
    if (name === undefined) return;
    const { describeStack, outputOf, outputVariables } = await import('./stack-outputs.ts');
    const stack = await describeStack(name);
    for (const [output, variable] of Object.entries(outputVariables)) {
      process.env[variable] = outputOf(stack, output);
    }
  });
};
