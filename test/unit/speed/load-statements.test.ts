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
  const merge = statements.find((sql) => /^MERGE/m.test(sql)) ?? '';

  it('insert every column of the contract, in its order', () => {
    const [, columns, values] = /INSERT \(([\w\s,]+)\) VALUES \(([\w\s,.]+)\)/.exec(merge) ?? [];
    expect(listOf(columns)).toEqual(names(contract));
    expect(listOf(values)).toEqual(names(contract));
  });

  it('update every column but the key', () => {
    const [, updates = ''] = /UPDATE SET([\s\S]*)WHEN NOT MATCHED/.exec(merge) ?? [];
    const pairs = updates.split(',').map((pair) => pair.trim().split(' = '));
    const others = names(contract).filter((name) => !contract.key.includes(name));
    expect(pairs).toEqual(others.map((name) => [name, `newer.${name}`]));
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
