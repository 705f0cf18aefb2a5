import { afterAll, beforeAll } from 'vitest';
import { describeFoldedFacts } from './facts/folded-facts.ts';
import { describePublishChecks } from './facts/publish-checks.ts';
import { describePublishWhileRead } from './facts/publish-while-read.ts';
import { describeReconciledHistory } from './facts/reconciled-history.ts';
import { type Layers, startLayers } from './speed-and-batch.ts';

// One storage and one warehouse for all that is said of facts: to start them takes as long as ten publications.
let layers: Layers;
beforeAll(async () => {
  layers = await startLayers();
});
afterAll(() => layers?.close());

const started = () => layers;
// The first, since it looks at every view: those have stored nothing yet.
describePublishWhileRead(started);
describeFoldedFacts(started);
describePublishChecks(started);
describeReconciledHistory(started);
