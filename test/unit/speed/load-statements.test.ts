import { describe, expect, it } from 'vitest';
import { sqlStatements } from '../../../adapters/sql-file.ts';
import { archiveTables, factTables } from '../../../domain/facts.ts';
import type { TableContract } from '../../../domain/table.ts';

const places = { manifest_url: 's3://b/k', manifest_id: 'm', copy_role: 'arn:aws:iam::1:role/r' };

const names = ({ columns }: TableContract) => columns.map(({ name }) => name);

const listOf = (text: string | undefined): string[] =>
  (text ?? '').split(',').map((item) => item.trim().replace(/^\w+\./, ''));

describe.each([
  ['cases', factTables.cases],
  ['surveys', factTables.surveys],
] as const)('the statements of a load of %s', (kind, contract) => {
  const statements = sqlStatements(`load/${kind}.sql`, places);
  const insert = statements.find((sql) => sql.includes(`INTO ${contract.schema}.`)) ?? '';

  it('insert every column of the contract, in its order', () => {
    const [, columns, values] = /\(([\w\s,]+)\)\s*SELECT([\w\s,.]+)FROM newer$/.exec(insert) ?? [];
    expect(listOf(columns)).toEqual(names(contract));
    expect(listOf(values)).toEqual(names(contract));
  });

  it('take the rows away first that they insert anew, by the key', () => {
    const [key] = contract.key;
    const before = statements[statements.indexOf(insert) - 1];
    expect(before).toMatch(
      new RegExp(
        `DELETE FROM ${contract.schema}\\.${contract.name}\\s+WHERE ${key} IN \\(SELECT ${key} FROM newer\\)$`,
      ),
    );
  });
});

describe('the statements of a load of quarantine', () => {
  it('insert every column of the contract, in its order', () => {
    const statements = sqlStatements('load/quarantine.sql', places);
    const insert = statements.find((sql) => sql.includes('INTO ops.quarantine')) ?? '';
    const [, columns, values] = /\(([\w\s,]+)\)\s*SELECT([\w\s,.]+)FROM/.exec(insert) ?? [];
    expect(listOf(columns)).toEqual(names(archiveTables.quarantine));
    expect(listOf(values)).toEqual(names(archiveTables.quarantine));
  });
});

it.each(['cases', 'surveys', 'quarantine'])(
  'a load of %s takes the lock first and ends with the ledger',
  (kind) => {
    const statements = sqlStatements(`load/${kind}.sql`, places);
    expect(statements[0]).toMatch(/LOCK ops\.writer_lock$/);
    expect(statements.at(-1)).toContain('INSERT INTO ops.load_ledger');
    expect(statements.length).toBeLessThanOrEqual(40);
  },
);
