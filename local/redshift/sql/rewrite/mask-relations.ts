import {
  arrayOf,
  bodyOf,
  identifierText,
  isObject,
  type Json,
  type JsonObject,
  kindOf,
  makeIdentifier,
} from '../parse/ast.ts';

import { qualifyRelations } from './qualify-relations.ts';

/** What a caller reads instead of a relation: a query in Redshift's dialect, and its columns' names. */
export interface Substitute {
  query: string;
  columnNames: string[];
  /** Schemas of the relations that the query names without one. */
  schemas?: Record<string, string>;
}

/** Substitutes by `schema.name`. */
export type Substitutes = ReadonlyMap<string, Substitute>;

/**
 * Puts queries in the place of relations wherever a statement reads them. Targets of changes stay.
 * @param parse parses a query; substitutes inside it are put in too, except for the relation itself
 */
export function substituteRelations(
  ast: Json,
  substitutes: Substitutes,
  defaultSchema: string,
  parse: (sql: string) => Json,
): Json {
  return replace(ast, new Set(), new Set());

  function replace(node: Json, ownNames: ReadonlySet<string>, done: ReadonlySet<string>): Json {
    if (Array.isArray(node)) return node.map((item) => replace(item, ownNames, done));
    if (!isObject(node)) return node;
    const names = withOwnNames(node, ownNames);
    const table = kindOf(node) === 'table' ? bodyOf(node, 'table') : undefined;
    if (table) return substituteFor(table, names, done) ?? node;
    const copy: JsonObject = {};
    const isMerge = 'whens' in node && 'using' in node;
    for (const [key, value] of Object.entries(node))
      copy[key] =
        isMerge && key === 'this'
          ? value
          : key === 'with'
            ? replaceInWith(value, ownNames, done)
            : replace(value, names, done);
    return copy;
  }

  /** Each common table expression is seen by those after it and by its own recursive part. */
  function replaceInWith(
    clause: Json,
    outer: ReadonlySet<string>,
    done: ReadonlySet<string>,
  ): Json {
    if (!isObject(clause)) return clause;
    const names = new Set(outer);
    const ctes = arrayOf(clause['ctes']).map((cte) => {
      if (!isObject(cte)) return cte;
      const name = identifierText(cte['alias'])?.toLowerCase() ?? '';
      const own = new Set([...names, name]);
      const union = clause['recursive'] === true ? bodyOf(cte['this'], 'union') : undefined;
      const query = replace(
        union ? { union: { ...union, right: null } } : (cte['this'] ?? null),
        names,
        done,
      );
      const first = bodyOf(query, 'union');
      if (union && first) first['right'] = replace(union['right'] ?? null, own, done);
      names.add(name);
      return { ...cte, this: query };
    });
    return { ...clause, ctes };
  }

  function substituteFor(
    table: JsonObject,
    ownNames: ReadonlySet<string>,
    done: ReadonlySet<string>,
  ): Json | undefined {
    const name = identifierText(table['name'])?.toLowerCase() ?? '';
    const schema = identifierText(table['schema'])?.toLowerCase();
    if (schema === undefined && ownNames.has(name)) return undefined;
    const key = `${schema ?? defaultSchema}.${name}`;
    const substitute = substitutes.get(key);
    if (!substitute || done.has(key)) return undefined;
    const schemas = new Map(Object.entries(substitute.schemas ?? {}));
    const parsed = qualifyRelations(parse(substitute.query), schemas);
    const query = replace(parsed, new Set(), new Set([...done, key]));
    const alias = isObject(table['alias']) ? table['alias'] : makeIdentifier(name);
    const aliases = arrayOf(table['column_aliases']);
    return {
      subquery: {
        this: query,
        alias,
        column_aliases: aliases.length > 0 ? aliases : substitute.columnNames.map(makeIdentifier),
        alias_explicit_as: true,
        order_by: null,
        limit: null,
        offset: null,
        distribute_by: null,
        sort_by: null,
        cluster_by: null,
        lateral: false,
        modifiers_inside: false,
        trailing_comments: [],
        inferred_type: null,
      },
    };
  }
}

function withOwnNames(node: JsonObject, names: ReadonlySet<string>): ReadonlySet<string> {
  const ctes = arrayOf(isObject(node['with']) ? node['with']['ctes'] : undefined);
  if (ctes.length === 0) return names;
  return new Set([
    ...names,
    ...ctes.map((cte) =>
      isObject(cte) ? (identifierText(cte['alias'])?.toLowerCase() ?? '') : '',
    ),
  ]);
}
