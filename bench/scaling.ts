/* npm run scaling: the tables of docs/scaling.md, by a model without AWS. */
import { freshnessTable, scalingTable } from './model/tables.ts';

console.log(`${scalingTable()}\n\n${freshnessTable()}`);
