import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  pendingMigrations,
  readMigrations,
  transactionStatements,
} from '../../../lambdas/migrate-warehouse/migrations.ts';
import {
  allViews,
  changedViews,
  inDependencyOrder,
  independentGroups,
  qualified,
  replacementsOf,
} from '../../../lambdas/migrate-warehouse/views.ts';

const view = (name: string, reads: readonly string[]) => ({
  schema: 'care',
  name,
  description: '',
  columns: [],
  create: '',
  reads,
});

describe('views', () => {
  it('come after what they read', () => {
    const ordered = inDependencyOrder([
      view('a', ['care.c']),
      view('b', []),
      view('c', ['care.b', 'dim.x']),
    ]);
    expect(ordered.map(({ name }) => name)).toEqual(['b', 'c', 'a']);
  });

  it('do not read each other in a circle', () => {
    expect(() => inDependencyOrder([view('a', ['care.b']), view('b', ['care.a'])])).toThrow(
      'care.a → care.b → care.a',
    );
  });

  it('that depend on any one of them are replaced in one transaction, so that readers never miss them', () => {
    const views = allViews('UTC');
    const applied = new Map(views.map((each) => [`views/${qualified(each)}`, '']));
    const transactions = replacementsOf(changedViews(views, applied), views);
    const made = transactions.flat().filter((sql) => /^CREATE (OR REPLACE )?VIEW/m.test(sql));
    expect(made).toHaveLength(views.length);
    for (const statements of transactions) {
      expect(statements.length).toBeLessThanOrEqual(transactionStatements);
    }
  });

  it('that read each other, directly or by a third, are one group', () => {
    const views = [view('a', []), view('b', []), view('c', []), view('d', ['care.a', 'care.b'])];
    const names = independentGroups(views).map((group) => group.map(({ name }) => name));
    expect(names).toEqual([['c'], ['a', 'b', 'd']]);
  });

  it('of another time zone differ, but for those that know no business time', () => {
    const checksums = allViews('UTC');
    const unchanged = allViews('Asia/Kolkata').filter((each) =>
      checksums.some(
        (other) => other.create === each.create && qualified(other) === qualified(each),
      ),
    );
    expect(unchanged.map(qualified)).toContain('care.quarantine');
    expect(unchanged.map(qualified)).not.toContain('care.kpi_last_hour');
  });
});

describe('migrations', () => {
  it('are files with a number, in order; one of 40 statements must be split', () => {
    const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    const url = pathToFileURL(`${folder}/`);
    writeFileSync(join(folder, '0002_b.sql'), 'SELECT 2;');
    writeFileSync(join(folder, '0001_a.sql'), 'SELECT 1; SELECT 1;');
    writeFileSync(join(folder, 'notes.sql'), 'SELECT 3;');
    expect(readMigrations(url).map(({ path, statements }) => [path, statements.length])).toEqual([
      ['migrations/0001_a.sql', 2],
      ['migrations/0002_b.sql', 1],
    ]);
    writeFileSync(join(folder, '0003_c.sql'), 'SELECT 1;'.repeat(40));
    expect(() => readMigrations(url)).toThrow('0003_c.sql must have at most 39 statements');
    rmSync(folder, { recursive: true });
  });

  it('are pending until they are applied', () => {
    const migrations = readMigrations();
    const [first, ...rest] = migrations;
    expect(pendingMigrations(migrations, new Map())).toEqual(migrations);
    expect(
      pendingMigrations(migrations, new Map([[first?.path ?? '', first?.checksum ?? '']])),
    ).toEqual(rest);
  });
});
