import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Warehouse } from '../../adapters/redshift-data.ts';
import { splitStatements, sqlStatements } from '../../adapters/sql-file.ts';
import { sqlFolder } from '../../adapters/sql-includes.ts';
import { ConfigurationError, ConsistencyError } from '../../domain/errors.ts';
import type { Report } from '../../domain/progress.ts';

/** The Data API runs 1 to 40 statements as one transaction. */
export const transactionStatements = 40;

/** What the warehouse says it was made from: checksum by path. */
export type Applied = ReadonlyMap<string, string>;

export type Migration = {
  /** `migrations/0001_schemas.sql` */
  readonly path: string;
  readonly checksum: string;
  readonly statements: readonly string[];
};

export const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The statement that records that the warehouse has `path` now. */
export const recordOf = (path: string, checksum: string): string[] =>
  sqlStatements('migrator/record.sql', { path, checksum });

/** The migrations of a folder in order. @throws ConfigurationError for one that is no single transaction. */
export const readMigrations = (folder = new URL('migrations/', sqlFolder)): Migration[] =>
  readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const statements = splitStatements(text);
      if (statements.length >= transactionStatements) {
        throw new ConfigurationError(
          `Migration ${file} must have at most ${transactionStatements - 1} statements, since it is one transaction, got ${statements.length}; split it`,
        );
      }
      return { path: `migrations/${file}`, checksum: checksumOf(text), statements };
    });

/** @throws ConsistencyError where an applied migration was edited, or is not there any more. */
export const pendingMigrations = (
  migrations: readonly Migration[],
  applied: Applied,
): Migration[] => {
  for (const { path, checksum } of migrations) {
    const before = applied.get(path);
    if (before !== undefined && before !== checksum) {
      throw new ConsistencyError(
        `${path} must stay as it was applied (checksum ${before.slice(0, 12)}), got ${checksum.slice(0, 12)}; put it back and write a new migration`,
      );
    }
  }
  const known = new Set(migrations.map(({ path }) => path));
  for (const path of applied.keys()) {
    if (path.startsWith('migrations/') && !known.has(path)) {
      throw new ConsistencyError(
        `The warehouse has ${path}, which this version does not know; use the version that made it, or a newer one`,
      );
    }
  }
  return migrations.filter(({ path }) => !applied.has(path));
};

/** `-- unless: SELECT …` above a statement: it is left out where that query has a row. */
const condition = /^-- unless: (.+)$/m;

const needed = async (warehouse: Warehouse, statement: string): Promise<boolean> => {
  const query = condition.exec(statement)?.[1];
  return query === undefined || (await warehouse.query(query)).length === 0;
};

/** The statements that their conditions don't leave out. */
export const wantedStatements = async (
  warehouse: Warehouse,
  statements: readonly string[],
): Promise<string[]> => {
  const wanted: string[] = [];
  for (const statement of statements) {
    if (await needed(warehouse, statement)) wanted.push(statement);
  }
  return wanted;
};

/** Applies migrations one after the other, each with its record in one transaction. */
export const applyMigrations = async (
  warehouse: Warehouse,
  migrations: readonly Migration[],
  report: Report,
): Promise<void> => {
  for (const [index, { path, checksum, statements }] of migrations.entries()) {
    const wanted = await wantedStatements(warehouse, statements);
    await warehouse.transaction([...wanted, ...recordOf(path, checksum)]);
    report({ step: 'migrations', done: index + 1, total: migrations.length, unit: 'migrations' });
  }
};
