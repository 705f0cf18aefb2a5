import type { Command } from 'commander';
import type { DeployedPart } from '../deployed/stack-status.ts';

const deployedPartList = (parts: readonly DeployedPart[]): string => {
  const width = (key: 'name' | 'state') => Math.max(...parts.map((part) => part[key].length));
  const [nameWidth, stateWidth] = [width('name'), width('state')];
  return parts
    .map(({ name, state, detail }) =>
      `${name.padEnd(nameWidth)}  ${state.padEnd(stateWidth)}  ${detail}`.trimEnd(),
    )
    .join('\n');
};

export const register = (program: Command): void => {
  program
    .command('status')
    .description('every part, its state and its address')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- status
  npm run -s casepulse -- status --json`,
    )
    .action(async ({ json, stack }: { json?: true; stack?: string }) => {
      if (stack !== undefined) {
        const { stackStatus } = await import('../deployed/stack-status.ts');
        const parts = await stackStatus(stack);
        console.log(json ? JSON.stringify(parts, null, 2) : deployedPartList(parts));
        return;
      }
      const { dataFolder } = await import('../environment.ts');
      const { DataFolder } = await import('../../local/data-folder.ts');
      const { partList } = await import('../start-up/part-list.ts');
      const folder = new DataFolder(dataFolder());
      const state = folder.exists() && folder.supervisor() !== null ? folder.state() : null;
      if (json) {
        const { parts = [], ...copy } = state ?? { state: 'stopped' };
        console.log(JSON.stringify({ ...copy, dataFolder: folder.path, parts }, null, 2));
        return;
      }
      if (!state) {
        console.log(`CasePulse is not running in ${folder.path}.`);
        return;
      }
      const clock = state.now === null ? '' : `, clock fixed at ${state.now} UTC`;
      console.log(`${state.state} in ${folder.path} (process ${state.supervisor}${clock})`);
      console.log(partList(state.parts));
    });
};
