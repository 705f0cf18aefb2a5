import { afterAll, beforeAll } from 'vitest';
import { type DimensionParts, startDimensionParts } from './dimension-parts.ts';
import { describeChangedTables } from './dimensions/changed-tables.ts';
import { describeHistoryOfRows } from './dimensions/history-of-rows.ts';
import { describeLostConnection } from './dimensions/lost-connection.ts';
import { describePublishedRows } from './dimensions/published-rows.ts';

// One MySQL and one warehouse for all that is said of dimensions: to start them takes as long as six runs.
let parts: DimensionParts;
beforeAll(async () => {
  parts = await startDimensionParts();
});
afterAll(() => parts?.close());

const started = () => parts;
// The first, since it begins with a warehouse that has no dimensions yet.
describeHistoryOfRows(started);
describePublishedRows(started);
describeChangedTables(started);
describeLostConnection(started);
