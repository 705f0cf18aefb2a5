import type { CopyOptions } from '../../local/copy/steps.ts';
import { runDetached } from './run-copy.ts';

/** The process of `up --detach` that stays: its argument is the options as JSON. */
await runDetached(JSON.parse(process.argv[2] ?? '{}') as CopyOptions);
