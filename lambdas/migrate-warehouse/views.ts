import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { readViews, type SqlView } from '../../adapters/sql-view.ts';
import { ConfigurationError } from '../../domain/errors.ts';
import type { Report } from '../../domain/progress.ts';
import { type Applied, checksumOf, recordOf, transactionStatements } from './migrations.ts';

export const qualified = (view: SqlView): string => `${view.schema}.${view.name}`;
const pathOf = (name: string): string => `views/${name}`;

/** Each view after all that it reads. @throws ConfigurationError where views read each other in a circle. */
export const inDependencyOrder = (views: readonly SqlView[]): SqlView[] => {
  const byName = new Map(views.map((view) => [qualified(view), view]));
  const ordered = new Set<SqlView>();
  const visit = (view: SqlView, above: readonly SqlView[]): void => {
    if (above.includes(view)) {
      throw new ConfigurationError(
        `Views must not read each other in a circle, got ${[...above, view].map(qualified).join(' → ')}`,
      );
    }
    for (const name of view.reads) {
      const read = byName.get(name);
      if (read) visit(read, [...above, view]);
    }
    ordered.add(view);
  };
  for (const view of views) visit(view, []);
  return [...ordered];
};

/** The base views and the care views, in the order in which they can be made. */
export const allViews = (businessTimezone: string): SqlView[] => {
  const places = { business_timezone: businessTimezone };
  return inDependencyOrder([
    ...readViews('metrics', places, false),
    ...readViews('views', places, true),
  ]);
};

/** The views whose text differs from what the warehouse has, and all that read them: a view can't outlive what it reads. */
export const changedViews = (views: readonly SqlView[], applied: Applied): SqlView[] => {
  const changed = new Set<string>();
  return views.filter((view) => {
    const name = qualified(view);
    const isChanged =
      applied.get(pathOf(name)) !== checksumOf(view.create) ||
      view.reads.some((read) => changed.has(read));
    if (isChanged) changed.add(name);
    return isChanged;
  });
};

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const commentsOn = (view: SqlView): string[] => [
  `COMMENT ON VIEW ${qualified(view)} IS ${literal(view.description)}`,
  ...view.columns.map(
    (column) =>
      `COMMENT ON COLUMN ${qualified(view)}.${column.name} IS ${literal(column.description)}`,
  ),
];

/** Runs statements in as few transactions as the Data API allows. */
const inTransactions = async (
  warehouse: Warehouse,
  statements: readonly string[],
  onDone: (done: number) => void = () => {},
): Promise<void> => {
  for (let from = 0; from < statements.length; from += transactionStatements) {
    const batch = statements.slice(from, from + transactionStatements);
    await warehouse.transaction(batch);
    onDone(from + batch.length);
  }
};

/** The transaction that puts `views` in the place of what was there, so that no reader finds one missing. */
const replacementOf = (views: readonly SqlView[], gone: readonly string[] = []): string[] => {
  const dropped = [...views.map(qualified).reverse(), ...gone].join(', ');
  return [
    ...sqlStatements('migrator/drop-views.sql', { views: dropped }),
    ...views.map((view) => view.create),
  ];
};

/**
 * The views in groups that have nothing to do with each other: each can be replaced by itself. A group is in
 * the views' own order.
 */
export const independentGroups = (views: readonly SqlView[]): SqlView[][] => {
  let groups: SqlView[][] = [];
  for (const view of views) {
    // Views come after what they read, so a view joins the groups that it reads.
    const isRead = (group: readonly SqlView[]) =>
      group.some((other) => view.reads.includes(qualified(other)));
    const joined = groups.filter(isRead).flat();
    groups = [...groups.filter((group) => !isRead(group)), [...joined, view]];
  }
  return groups.map((group) => views.filter((view) => group.includes(view)));
};

/**
 * Whether a base view of schema metrics knows dimensions alone. Nearly all other views read such ones, so they are replaced in
 * place. That needs the same columns: where they change, a migration drops the view before (DROP VIEW … CASCADE).
 */
const isOfDimensions = (view: SqlView, views: readonly SqlView[]): boolean =>
  view.schema === 'metrics' &&
  view.reads.every(
    (name) =>
      name.startsWith('dim.') ||
      views.some((other) => qualified(other) === name && isOfDimensions(other, views)),
  );

/**
 * The transactions that put `changed` views in the place of what was there. No reader finds one missing, unless one is gone.
 * @param views all views
 */
export const replacementsOf = (
  changed: readonly SqlView[],
  views: readonly SqlView[],
  gone: readonly string[] = [],
): string[][] => {
  const inPlace = changed.filter((view) => isOfDimensions(view, views));
  const others = changed.filter((view) => !inPlace.includes(view));
  // A view that is gone may have read any of the others: then all are dropped together.
  const groups = gone.length > 0 ? [others] : independentGroups(others);
  return [
    inPlace.map(({ create }) => create.replace(/^CREATE VIEW/m, 'CREATE OR REPLACE VIEW')),
    ...groups.map((group) => replacementOf(group, gone)),
  ].filter((statements) => statements.length > 0);
};

/**
 * Makes anew what changed, and says what it made. The records of all views are taken away first and
 * put back last: a run that is killed in between is followed by one that makes everything anew.
 */
export const makeViews = async (
  warehouse: Warehouse,
  views: readonly SqlView[],
  applied: Applied,
  report: Report,
): Promise<string[]> => {
  const names = new Set(views.map(qualified));
  const gone = [...applied.keys()]
    .filter((path) => path.startsWith('views/'))
    .map((path) => path.slice('views/'.length))
    .filter((name) => !names.has(name));
  const changed = changedViews(views, applied);
  if (changed.length === 0 && gone.length === 0) return [];

  await warehouse.transaction(sqlStatements('migrator/forget-views.sql'));
  for (const statements of replacementsOf(changed, views, gone)) {
    await inTransactions(warehouse, statements);
  }
  const comments = changed.flatMap(commentsOn);
  await inTransactions(warehouse, comments, (done) =>
    report({ step: 'views', done, total: comments.length, unit: 'comments' }),
  );
  await inTransactions(
    warehouse,
    views.flatMap((view) => recordOf(pathOf(qualified(view)), checksumOf(view.create))),
  );
  return changed.map(qualified);
};
