/*
 * npm run cost                                        the tables of docs/cost.md
 * npm run cost -- --events-per-day 50000 --load-interval 300 --rpus 8
 */
import { Command, InvalidArgumentError } from 'commander';
import { pricesAsOf, pricesRegion } from './model/prices.ts';
import { costLines, costTable, warehouseTable } from './model/tables.ts';

const positive = (text: string): number => {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError(`must be a number above 0, got ${text}`);
};

const options = new Command('npm run cost --')
  .description('What a deployed stack costs a month, by a model of docs/cost.md.')
  .option('--events-per-day <n>', 'case events and surveys together', positive)
  .option('--load-interval <seconds>', 'loadIntervalSeconds of the stack', positive, 60)
  .option('--rpus <n>', 'warehouse.baseRpus of the stack', positive, 8)
  .option('--reconcile-interval <seconds>', '60 times reconcileIntervalMinutes', positive, 900)
  .parse()
  .opts<{
    eventsPerDay?: number;
    loadInterval: number;
    rpus: number;
    reconcileInterval: number;
  }>();

console.log(
  options.eventsPerDay === undefined
    ? `${costTable()}\n\nThe warehouse, by the interval of reconciliations:\n\n${warehouseTable()}`
    : costLines({
        eventsPerDay: options.eventsPerDay,
        loadIntervalSeconds: options.loadInterval,
        rpus: options.rpus,
        reconcileIntervalSeconds: options.reconcileInterval,
      }),
);
console.error(
  `List prices of ${pricesAsOf}, ${pricesRegion}; see docs/cost.md for what they include.`,
);
