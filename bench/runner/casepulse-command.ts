import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../lib/foundation/function-bundling.ts';

/** Runs one of our commands on a data folder; gives its output. @throws where it ends with an error */
export const casepulse = async (home: string, ...args: readonly string[]): Promise<string> => {
  // What a benchmark before this one has set for itself would have `up` take its servers for someone's own.
  const ours = /^(AWS_|NODE_OPTIONS$|WAREHOUSE_WORKGROUP$)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  const child = spawn(process.execPath, [join(projectRoot, 'bin/casepulse.ts'), ...args], {
    env: { ...env, CASEPULSE_HOME: home, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) {
    throw new Error(`casepulse ${args.join(' ')} ended with ${code}: ${output}${errors}`);
  }
  return output;
};
