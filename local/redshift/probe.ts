import { DuckDBInstance } from '@duckdb/node-api';
const i = await DuckDBInstance.create(':memory:', {});
const c = await i.connect();
async function q(sql: string) {
  try { const r = await c.runAndReadAll(sql); console.log('OK ', sql.slice(0,150), '=>', JSON.stringify(r.getRowsJson()).slice(0,300), r.columnTypes().map(String).join()); }
  catch (e) { console.log('ERR', sql.slice(0,150), '=>', (e as Error).message.split('\n').slice(0,3).join(' | ')); }
}
await q(`attach '/tmp/p/dev2.duckdb' as dev (STORAGE_VERSION 'v1.5.0')`);
await q(`use dev`);
await q(`create schema if not exists rs`);
await q(`create or replace macro rs.sumof(s, x INTEGER) as cast(s as bigint), (s, x SMALLINT) as cast(s as bigint), (s, x BIGINT) as cast(s as decimal(38,0)), (s, x DOUBLE) as s, (s, x HUGEINT) as cast(s as decimal(38,0)), (s, x DECIMAL(38,0)) as s`);
await q(`create or replace table t as select range::int a, range::bigint b, (range*1.5)::double d, (range*1.5)::decimal(10,2) n, range::smallint s from range(5)`);
for (const col of 'abdns') await q(`select rs.sumof(sum(${col}), ${col}) from t`);
for (const col of 'abdns') await q(`select rs.sumof(sum(${col}) over (), ${col}) from t limit 1`);
await q(`set variable rs_now = timestamp '2026-01-01 00:00:00'`);
await q(`create or replace macro rs.getdate() as getvariable('rs_now')`);
await q(`create or replace view v as select rs.getdate() g, a from t`);
await q(`select * from v limit 1`);
await q(`set variable rs_now = timestamp '2026-01-02 00:00:00'`);
await q(`select * from v limit 1`);
await q(`set global integer_division=true`);
await q(`select 7/2, 7.0/2, 7::decimal(10,2)/2, n/2, a/2, d/2, sum(a)/2 from t group by all limit 1`);
await q(`select a = '3' from t limit 1`);
await q(`select '2020-01-01' < timestamp '2021-01-01', 1 limit '1'`);
await q(`create or replace macro rs.div(a INTEGER, b INTEGER) as a//b, (a BIGINT, b BIGINT) as a//b, (a SMALLINT, b SMALLINT) as a//b, (a HUGEINT, b HUGEINT) as a//b, (a DOUBLE, b DOUBLE) as a/b, (a FLOAT, b FLOAT) as a/b, (a DECIMAL(38,4), b DECIMAL(38,4)) as cast(a/b as decimal(38,4))`);
for (const e of ['7,2','a,2','b,a','n,2','n,n','d,2','d,n','s,s','a,null','s,a',"a,'2'",'sum(a),2','count(*),2','1.5,2','null,null']) await q(`select rs.div(${e}), typeof(rs.div(${e})) from t group by all limit 1`);
await q(`create or replace view v2 as select rs.div(a,2) x, rs.sumof(sum(a),a) y from t group by all`);
await q(`select * from v2`);
await q(`select c, rs.sumof(sum(a),a) y from (select a, a%2 as c from t) z group by c order by y desc`);
await q(`select c, rs.sumof(sum(a),a) y, rs.sumof(sum(y) over (), y) from (select a, a%2 as c, b as y from t) z group by c, z.y order by y desc`);
await q(`select rs.sumof(sum(a),a) y from t having rs.sumof(sum(a),a) > 3`);
await q(`select rs.sumof(sum(case when a > 1 then 1 else 0 end),case when a > 1 then 1 else 0 end) y from t`);
await q(`select rs.sumof(sum((select max(a) from t)),(select max(a) from t)) y from t`);
await q(`select sum(a), typeof(sum(n)), typeof(sum(s)), typeof(avg(n)) from t`);
await q(`drop table t`);
await q(`select typeof(round(1.255,2)), typeof(avg(1)), typeof(1.5), typeof(1.5*2.25), typeof(count(*))`);
await q(`prepare x as select 1`);
await q(`select * from duckdb_settings() where name ilike '%external%' or name ilike '%lock_conf%' or name ilike '%allowed%'`);
