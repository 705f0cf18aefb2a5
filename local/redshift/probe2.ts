import { parse, generate, transpile, Dialect } from '@polyglot-sql/sdk';
const qs = [
"select dateadd(day,1,x), datediff(hour,a,b), nvl(a,b), getdate(), sysdate, a::float, listagg(a, ',') within group (order by b), 7/2 from s.t where a ~ 'x' and b ilike '%x%'",
"select convert_timezone('UTC','Europe/Berlin',getdate()), to_char(x,'YYYY-MM-DD'), decode(a,1,2,3), date_part(dow, x), extract(epoch from x), x at time zone 'UTC', median(a), percentile_cont(0.5) within group (order by a) , 'a' || b from t t1 qualify row_number() over (partition by a order by b)=1",
"merge into t using s on t.a = s.a when matched then update set b = s.b when not matched then insert (a,b) values (s.a, s.b)",
"select * from (select a,b from t) unpivot (v for k in (a,b))",
"with recursive c(n) as (select 1 union all select n+1 from c where n < 5) select n from c",
"delete from a.t using s where t.id=s.id",
"update t set a = s.b from s where t.id = s.id",
"insert into t (a,b) select 1,:x",
"select :x::int + :y limit :n",
"select interval '1 hour' + x, x + interval '1 day', x - y, date '2020-01-01', timestamp '2020-01-01', cast(a as varchar(10)), cast(b as numeric(10,2)), b::timestamp",
"select try_cast(a as int), a::super, json_parse(b)",
"create view a.b as select 1 as x with no schema binding",
"select \"User\", U.ID from U",
"select top 5 a from t",
"select count(*), count(distinct a), a from t group by 1 order by 2 desc nulls last limit 5 offset 2",
];
for (const q of qs) {
  const r = parse(q, Dialect.Redshift);
  if (!r.success) { console.log('PARSE ERR', q, r.error); continue; }
  const g = generate(r.ast, Dialect.DuckDB);
  console.log('--', q, '\n  G', g.success ? g.sql : g.error);
  const t = transpile(q, Dialect.Redshift, Dialect.DuckDB);
  console.log('  T', t.success ? t.sql : t.error);
}
console.log(JSON.stringify(parse(qs[0]!.slice(0,90)+' from t', Dialect.Redshift).ast, null, 1).slice(0,6000));
