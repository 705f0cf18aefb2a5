/*
 * The supervisor of a faulty copy, as `up` is of a real one: the same parts in processes of their own, kept
 * running by the same code, with proxies of the suite's between them. Started and killed by faulty-copy.ts.
 */

import type { PartName } from '../../../local/parts/part.ts';
import { startPartProcess } from '../../../local/parts/part-process.ts';
import { type PartStatus, SupervisedPart } from '../../../local/parts/supervised-part.ts';

/** What it is told as its one argument. */
export type SupervisorOptions = {
  readonly logs: string;
  /** Served to others: started first, side by side. */
  readonly servers: Readonly<Partial<Record<PartName, object>>>;
  readonly eventSources: object;
};

/** What it says: how the parts do, whenever that changes. */
export type SupervisorMessage = { readonly state: string; readonly parts: readonly PartStatus[] };

const { logs, servers, eventSources } = JSON.parse(process.argv[2] ?? '{}') as SupervisorOptions;
const parts: SupervisedPart[] = [];
let state = 'starting';

const tell = (): void => {
  const message: SupervisorMessage = { state, parts: parts.map(({ status }) => status) };
  process.send?.(message, () => undefined);
};
const become = (next: string): void => {
  state = next;
  tell();
};
const start = (name: PartName, options: object): Promise<void> => {
  const log = `${logs}/${name}.log`;
  const launch = () => startPartProcess(name, options, {}, log);
  const part = new SupervisedPart(name, null, launch, tell);
  parts.push(part);
  return part.start();
};

process.on('disconnect', () => process.exit(1));
process.on('message', async (message) => {
  if (message === 'start functions') {
    await start('event-sources', eventSources);
    become('ready');
  }
  if (message === 'stop') {
    for (const part of parts.reverse()) await part.stop();
    process.exit(0);
  }
});

try {
  await Promise.all(
    Object.entries(servers).map(([name, options]) => start(name as PartName, options)),
  );
  become('serving');
} catch (error) {
  console.error(error);
  process.exit(1);
}
