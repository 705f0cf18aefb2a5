import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { trimFixedLength } from '../engine/execute/fixed-length.ts';
import type { Outcome } from '../engine/outcome.ts';
import { type CatalogColumn, columnsOf, resolve, resolvedSql } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import { quoted } from '../sql/commands/alter-table.ts';
import type { Plan } from '../sql/plan.ts';
import { LoadError, SqlError } from '../sql/sql-error.ts';
import type { CopyContext } from './copy-context.ts';
import { keepLoadFaults } from './kept-faults.ts';
import { NO_PLACE } from './load-faults.ts';
import { fetchObjects, sourceObjects } from './objects.ts';
import { loadParquet } from './parquet.ts';
import { loadText, type TextLoad } from './text-files.ts';

type CopyPlan = Extract<Plan, { kind: 'copy' }>;

/** COPY: fetches the objects, checks them against the table and inserts their rows, in the open transaction. */
export async function runCopy(
  session: Session,
  plan: CopyPlan,
  context: CopyContext,
): Promise<Outcome> {
  const relation = resolve(session, plan.target);
  const all = await columnsOf(session, relation);
  if (all.length === 0)
    throw new SqlError(`Cannot COPY into nonexistent table ${plan.target.name}`, '42P01');
  const columns =
    plan.columns.length === 0 ? all : plan.columns.map((name) => named(all, name, relation.name));
  const { options } = plan;
  const objects = await sourceObjects(
    context.s3,
    options.source,
    options.isManifest,
    options.format === 'PARQUET',
  );
  const folder = join(context.scratchDir, `copy-${randomUUID()}`);
  await mkdir(folder);
  try {
    const sources = await fetchObjects(context.s3, objects, folder, '.data');
    if (sources.length === 0)
      throw new SqlError(`The specified S3 prefix '${options.source}' does not exist`);
    const target = `${resolvedSql(relation)} (${columns.map((column) => quoted(column.name)).join(', ')})`;
    const rowCount =
      options.format === 'PARQUET'
        ? await loadParquet(session, {
            table: relation.name,
            target,
            columns,
            sources,
            isFillRecord: options.isFillRecord,
          })
        : await loadRows(session, { table: relation.name, target, columns, sources, options });
    await trimFixedLength(session, relation);
    session.hasState = true;
    await session.run(`SET VARIABLE redshift_copy_count = ${rowCount}`);
    return { rowCount };
  } catch (error) {
    if (!(error instanceof SqlError) || error instanceof LoadError) throw error;
    const fileName = objects[0] ? `s3://${objects[0].bucket}/${objects[0].key}` : options.source;
    const reason = error.message.replace(/^ERROR: /, '');
    throw new LoadError(error.message, {
      table: relation.name,
      faults: [{ ...NO_PLACE, fileName, code: 1200, reason }],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Loads text, and keeps what MAXERROR lets it leave out. */
async function loadRows(session: Session, load: TextLoad): Promise<number> {
  const { rowCount, faults } = await loadText(session, load);
  if (faults.length > 0) await keepLoadFaults(session, load.table, faults);
  return rowCount;
}

function named(columns: readonly CatalogColumn[], name: string, table: string): CatalogColumn {
  const column = columns.find((item) => item.name === name);
  if (!column)
    throw new SqlError(`column "${name}" of relation "${table}" does not exist`, '42703');
  return column;
}
