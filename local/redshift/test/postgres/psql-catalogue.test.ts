import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCatalogueWarehouse } from './catalogue-warehouse.ts';
import { PASSWORDS, type PsqlResult, type TestPostgres } from './postgres-client.ts';

let warehouse: TestPostgres;

beforeAll(async () => {
  warehouse = await startCatalogueWarehouse();
});

afterAll(async () => {
  await warehouse?.stop();
});

function lines({ output, errors }: PsqlResult): string[] {
  expect(errors).toBe('');
  return output.split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
}

it('lists what is on the search path', async () => {
  expect(lines(await warehouse.psql('\\d'))).toEqual(
    expect.arrayContaining(['public | note | table | admin', 'public | recent | view | admin']),
  );
  expect(lines(await warehouse.psql('\\dt'))).toContain('public | note | table | admin');
  const views = lines(await warehouse.psql('\\dv'));
  expect(views).toContain('public | recent | view | admin');
  expect(views.join()).not.toContain('note');
});

it('lists tables and views of a schema by a pattern', async () => {
  expect(lines(await warehouse.psql('\\dt shop.*'))).toContain('shop | item | table | admin');
  expect(lines(await warehouse.psql('\\dv shop.*'))).toContain('shop | cheap | view | admin');
  expect((await warehouse.psql('\\dt shop.nothing*')).errors).toContain(
    'Did not find any relation',
  );
});

it('describes a table: types, not null, defaults', async () => {
  const described = lines(await warehouse.psql('\\d shop.item'));
  expect(described).toContain('Table "shop.item"');
  expect(described).toContain('id | integer | | not null |');
  expect(described).toContain('name | character varying(20) | | |');
  expect(described).toContain('price | numeric(10,2) | | |');
  expect(described.find((line) => line.startsWith('sold_at'))).toMatch(
    /^sold_at \| timestamp without time zone \| \| \| .*getdate\(\)/,
  );
});

it('describes a view: its columns and, at length, its query', async () => {
  const described = lines(await warehouse.psql('\\d shop.cheap'));
  expect(described).toContain('View "shop.cheap"');
  expect(described).toContain('price | numeric(10,2) | | |');
  const full = lines(await warehouse.psql('\\d+ shop.cheap'));
  expect(full).toContain('View definition:');
  expect(full).toContain('SELECT id, name, price FROM shop.item WHERE price < 10');
  expect(lines(await warehouse.psql('\\sv shop.cheap'))).toContain(
    'SELECT id, name, price FROM shop.item WHERE price < 10',
  );
});

it('shows comments', async () => {
  expect((await warehouse.psql('\\dt+ shop.*')).output).toContain('what is sold');
  expect((await warehouse.psql('\\d+ shop.item')).output).toContain('in euros');
});

it('lists schemas, users and databases', async () => {
  const schemas = lines(await warehouse.psql('\\dn'));
  expect(schemas).toContain('shop | admin');
  expect(schemas.join()).not.toContain('pg_');
  const users = lines(await warehouse.psql('\\du'));
  expect(users).toContain('iamr:analyst | | {reader}');
  expect(users.join()).toContain('admin | Superuser');
  expect(lines(await warehouse.psql('\\l')).join('\n')).toMatch(/^dev \| admin \| UNICODE/m);
});

it('shows who may read what', async () => {
  expect((await warehouse.psql('\\dp shop.*')).output).toContain('reader=r/admin');
});

it.each([
  '\\df',
  '\\di',
  '\\dm',
  '\\ds',
  '\\dT',
  '\\dx',
  '\\db',
  '\\ddp',
  '\\dn+',
  '\\dC',
  '\\do',
  '\\dL',
  '\\da',
])('has an answer to %s', async (command) => {
  const { errors } = await warehouse.psql(command);
  expect(errors).not.toContain('ERROR');
});

it('is the same for an analyst, who queries the view', async () => {
  const ask = (...commands: string[]) => warehouse.psqlAs('ann', PASSWORDS.ann, ...commands);
  expect(lines(await ask('\\dv shop.*'))).toContain('shop | cheap | view | admin');
  expect(lines(await ask('SELECT * FROM shop.cheap'))).toContain('1 | pen | 2.50');
  expect((await ask('SELECT * FROM shop.item')).errors).toContain(
    'permission denied for relation item',
  );
});
