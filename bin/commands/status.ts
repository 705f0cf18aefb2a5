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

type Options = { json?: true; reconcile?: true; stack?: string };

type Proof = { readonly json: { readonly reconciliation: unknown }; readonly text: string };

const reconciliation = async (isNew: boolean): Promise<Proof> => {
  const { lastReconciliation, reconcileNow } = await import('../reconciliation.ts');
  const { reconciliationText } = await import('../reconciliation-text.ts');
  const total = isNew ? await reconcileNow() : await lastReconciliation();
  return { json: { reconciliation: total }, text: reconciliationText(total) };
};

/** That of the local copy. What can't be told now hides nothing of the parts. */
const localReconciliation = async (isNew: boolean): Promise<Proof> => {
  const { loadEnvironment } = await import('../environment.ts');
  loadEnvironment();
  if (isNew) return reconciliation(true);
  try {
    return await reconciliation(false);
  } catch (error) {
    const text = `reconciliation: the warehouse does not tell: ${error}`;
    return { json: { reconciliation: null }, text };
  }
};

export const register = (program: Command): void => {
  program
    .command('status')
    .description('every part, its state and its address')
    .option('--json', 'print it as JSON')
    .option(
      '--reconcile',
      'compare now what streams, archive and loads counted; it wakes the warehouse',
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run -s casepulse -- status
  npm run -s casepulse -- status --json
  npm run -s casepulse -- status --reconcile`,
    )
    .action(async ({ json, reconcile, stack }: Options) => {
      if (stack !== undefined) {
        const { stackStatus } = await import('../deployed/stack-status.ts');
        const parts = await stackStatus(stack);
        const proof = reconcile ? await reconciliation(true) : null;
        if (json) console.log(JSON.stringify(proof ? { parts, ...proof.json } : parts, null, 2));
        else console.log([deployedPartList(parts), ...(proof ? [proof.text] : [])].join('\n'));
        return;
      }
      const { dataFolder } = await import('../environment.ts');
      const { DataFolder } = await import('../../local/data-folder.ts');
      const { partList } = await import('../start-up/part-list.ts');
      const folder = new DataFolder(dataFolder());
      const state = folder.exists() && folder.supervisor() !== null ? folder.state() : null;
      const proof = state?.state === 'ready' ? await localReconciliation(reconcile === true) : null;
      if (json) {
        const { parts = [], ...copy } = state ?? { state: 'stopped' };
        console.log(
          JSON.stringify({ ...copy, dataFolder: folder.path, parts, ...proof?.json }, null, 2),
        );
        return;
      }
      if (!state) {
        console.log(`CasePulse is not running in ${folder.path}.`);
        return;
      }
      const clock = state.now === null ? '' : `, clock fixed at ${state.now} UTC`;
      console.log(`${state.state} in ${folder.path} (process ${state.supervisor}${clock})`);
      console.log(partList(state.parts));
      if (proof) console.log(proof.text);
    });
};
