import { BARE_FUNCTIONS } from './functions-allowed.ts';
import { isObject, type Json, type JsonObject, textOf } from './query-tree.ts';

/** PostgreSQL's names of the engine's types. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  BOOLEAN: 'bool',
  SMALLINT: 'int2',
  INTEGER: 'int4',
  BIGINT: 'int8',
  FLOAT: 'float4',
  DOUBLE: 'float8',
  DECIMAL: 'numeric',
};

/** Functions that PostgreSQL calls otherwise. */
const FUNCTION_NAMES: Readonly<Record<string, string>> = {
  count_star: 'count',
  list_value: 'array',
};

const NO_NAME = '?column?';

/**
 * Gives each item of a SELECT list that has no alias the name that PostgreSQL's results have: a
 * function's or a column's own, `?column?` for all else. Clients read values by it.
 */
export function nameOutputs(selectList: Json | undefined): void {
  for (const item of Array.isArray(selectList) ? selectList : []) {
    if (!isObject(item) || textOf(item['alias']) !== '') continue;
    const isItself = item['class'] === 'STAR' || item['class'] === 'COLUMN_REF';
    if (!isItself || bareFunction(item) !== undefined) item['alias'] = outputName(item);
  }
}

function bareFunction(column: JsonObject): string | undefined {
  const names = column['column_names'];
  const [name, ...more] = Array.isArray(names) ? names : [];
  const key = textOf(name).toLowerCase();
  return more.length === 0 && Object.hasOwn(BARE_FUNCTIONS, key) ? key : undefined;
}

function outputName(item: JsonObject): string {
  switch (item['class']) {
    case 'COLUMN_REF': {
      const names = item['column_names'];
      return textOf(Array.isArray(names) ? names.at(-1) : undefined) || NO_NAME;
    }
    case 'FUNCTION':
    case 'WINDOW': {
      const name = textOf(item['function_name']).toLowerCase();
      return item['is_operator'] === true ? NO_NAME : (FUNCTION_NAMES[name] ?? name);
    }
    case 'CAST': {
      const inner = isObject(item['child']) ? outputName(item['child']) : NO_NAME;
      return inner === NO_NAME ? typeName(item['cast_type']) : inner;
    }
    case 'CASE':
      return 'case';
    case 'OPERATOR':
      return item['type'] === 'OPERATOR_COALESCE' ? 'coalesce' : NO_NAME;
    default:
      return NO_NAME;
  }
}

function typeName(type: Json | undefined): string {
  if (!isObject(type)) return NO_NAME;
  const unbound = isObject(type['type_info']) ? textOf(type['type_info']['name']) : '';
  return (
    unbound.toLowerCase() || (TYPE_NAMES[textOf(type['id'])] ?? textOf(type['id']).toLowerCase())
  );
}
