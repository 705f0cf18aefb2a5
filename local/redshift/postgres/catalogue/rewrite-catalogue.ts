import { SqlError } from '../../sql/sql-error.ts';
import { catalogueOid, OBJECT_CASTS, TEXT_TYPES, withoutCatalogue } from './catalogue-casts.ts';
import {
  BARE_FUNCTIONS,
  CATALOGUE_FUNCTIONS,
  ENGINE_FUNCTIONS,
  RENAMED_FUNCTIONS,
} from './functions-allowed.ts';
import { nameOutputs } from './output-names.ts';
import { isObject, type Json, type JsonObject, textOf } from './query-tree.ts';

/** The query reads or calls something that is not the catalogue's: it is no catalogue query. */
export class NotCatalogue extends Error {}

/** The query asks the catalogue itself for what it has not. */
export class UnknownToCatalogue extends SqlError {}

/** Names of a catalogue relation's internal view, undefined for all other relations. */
export type ViewOf = (schema: string, name: string) => string | undefined;

const TABLE_FUNCTIONS = new Set(['generate_series', 'unnest']);
const INTERNAL_SCHEMA = 'pg_internal';
/** Schemas that a function may be named with. */
const FUNCTION_SCHEMAS = new Set(['', 'pg_catalog', 'information_schema']);

/**
 * Rewrites the engine's own tree of a query so that it reads the warehouse's catalogue only. What is
 * not known to be harmless is not let through: the tree is the one that the engine will run, so no
 * other reading of the text can slip past.
 * @throws NotCatalogue
 */
export class CatalogueRewrite {
  /** True when a catalogue relation or function was met. */
  hasMet = false;
  private readonly viewOf: ViewOf;

  constructor(viewOf: ViewOf) {
    this.viewOf = viewOf;
  }

  /** A query node; names are those of common table expressions that it may read. */
  node(node: Json | undefined, names: ReadonlySet<string>): void {
    if (!isObject(node)) throw new NotCatalogue();
    const own = new Set(names);
    const ctes = isObject(node['cte_map']) ? node['cte_map']['map'] : [];
    for (const cte of Array.isArray(ctes) ? ctes : []) {
      const value = isObject(cte) ? cte['value'] : undefined;
      const query = isObject(value) ? value['query'] : undefined;
      this.node(isObject(query) ? query['node'] : undefined, own);
      if (isObject(cte)) own.add(textOf(cte['key']).toLowerCase());
    }
    if (node['type'] === 'SET_OPERATION_NODE') {
      const children = Array.isArray(node['children']) ? node['children'] : [];
      for (const child of [node['left'], node['right'], ...children])
        if (isObject(child)) this.node(child, own);
      this.rest(node, own, ['cte_map', 'left', 'right', 'children']);
      return;
    }
    if (node['type'] !== 'SELECT_NODE') throw new NotCatalogue();
    nameOutputs(node['select_list']);
    this.table(node['from_table'], own);
    this.rest(node, own, ['cte_map', 'from_table']);
  }

  private rest(node: JsonObject, names: ReadonlySet<string>, done: readonly string[]): void {
    for (const [key, value] of Object.entries(node))
      if (!done.includes(key)) this.expression(value, names);
  }

  private table(table: Json | undefined, names: ReadonlySet<string>): void {
    if (!isObject(table)) throw new NotCatalogue();
    switch (table['type']) {
      case 'EMPTY':
      case 'EXPRESSION_LIST':
        break;
      case 'JOIN':
        this.table(table['left'], names);
        this.table(table['right'], names);
        break;
      case 'SUBQUERY':
        this.node(isObject(table['subquery']) ? table['subquery']['node'] : undefined, names);
        break;
      case 'TABLE_FUNCTION': {
        const call = isObject(table['function']) ? table['function'] : {};
        if (!TABLE_FUNCTIONS.has(textOf(call['function_name']).toLowerCase()))
          throw new NotCatalogue();
        break;
      }
      case 'BASE_TABLE':
        this.baseTable(table, names);
        break;
      default:
        throw new NotCatalogue();
    }
    this.rest(table, names, ['left', 'right', 'subquery']);
  }

  private baseTable(table: JsonObject, names: ReadonlySet<string>): void {
    if (textOf(table['catalog_name']) !== '') throw new NotCatalogue();
    const schema = textOf(table['schema_name']).toLowerCase();
    const name = textOf(table['table_name']).toLowerCase();
    if (schema === '' && names.has(name)) return;
    const view = this.viewOf(schema, name);
    if (view === undefined && schema === 'pg_catalog')
      throw new UnknownToCatalogue(`relation "pg_catalog.${name}" does not exist`, '42P01');
    if (view === undefined) throw new NotCatalogue();
    this.hasMet = true;
    // The name that its columns are qualified with stays.
    if (textOf(table['alias']) === '') table['alias'] = name;
    table['schema_name'] = INTERNAL_SCHEMA;
    table['table_name'] = view;
  }

  private expression(value: Json | undefined, names: ReadonlySet<string>): void {
    if (Array.isArray(value)) {
      for (const item of value) this.expression(item, names);
      return;
    }
    if (!isObject(value)) return;
    switch (value['class']) {
      case 'SUBQUERY':
        this.node(isObject(value['subquery']) ? value['subquery']['node'] : undefined, names);
        this.rest(value, names, ['subquery']);
        return;
      case 'FUNCTION':
      case 'WINDOW':
        this.call(value);
        break;
      case 'CAST':
        this.cast(value);
        break;
      case 'COLUMN_REF':
        this.bareFunction(value);
        break;
      default:
        // Whatever else could hold a query has a type of its own, which is not let through.
        if ('from_table' in value || 'node' in value) throw new NotCatalogue();
    }
    this.rest(value, names, []);
  }

  private call(call: JsonObject): void {
    const name = textOf(call['function_name']).toLowerCase();
    const schema = textOf(call['schema']).toLowerCase();
    // The engine's parser itself writes some calls, such as TRIM(TRAILING …), with their full name.
    const catalog = textOf(call['catalog']);
    const isFull = schema === 'main' && (catalog === '' || catalog === 'system');
    if (isFull && ENGINE_FUNCTIONS.has(name)) return;
    if (catalog !== '' || !FUNCTION_SCHEMAS.has(schema)) throw new NotCatalogue();
    const renamed = Object.hasOwn(RENAMED_FUNCTIONS, name) ? RENAMED_FUNCTIONS[name] : undefined;
    if (renamed !== undefined || CATALOGUE_FUNCTIONS.has(name)) {
      if (/^(?:_?pg_|has_|obj_|col_|format_|current_s|version)/.test(name)) this.hasMet = true;
      makeCall(call, renamed ?? name);
    } else if (ENGINE_FUNCTIONS.has(name)) call['schema'] = '';
    else if (schema === 'pg_catalog')
      throw new UnknownToCatalogue(`function pg_catalog.${name} does not exist`, '42883');
    else throw new NotCatalogue();
  }

  /** CURRENT_USER and its like, where no column can be meant. */
  private bareFunction(column: JsonObject): void {
    const [name, ...more] = Array.isArray(column['column_names']) ? column['column_names'] : [];
    const key = textOf(name).toLowerCase();
    if (more.length > 0 || !Object.hasOwn(BARE_FUNCTIONS, key)) return;
    const { query_location: location = 0, alias = '' } = column;
    for (const member of Object.keys(column)) delete column[member];
    Object.assign(column, { ...EMPTY_CALL, query_location: location, alias });
    makeCall(column, BARE_FUNCTIONS[key] ?? '');
  }

  private cast(cast: JsonObject): void {
    const type = isObject(cast['cast_type']) ? cast['cast_type'] : {};
    const constant = constantText(cast['child']);
    if (type['id'] === 'LIST' && constant !== undefined) {
      setConstant(cast['child'], `[${constant.replace(/^\{|\}$/g, '')}]`);
      return;
    }
    if (type['id'] !== 'UNBOUND') return;
    const name = isObject(type['type_info']) ? textOf(type['type_info']['name']).toLowerCase() : '';
    if (TEXT_TYPES.has(name)) {
      this.hasMet ||= name === 'regproc';
      if (constant !== undefined) setConstant(cast['child'], withoutCatalogue(constant));
      cast['cast_type'] = { id: 'VARCHAR', type_info: null };
      return;
    }
    const object = Object.hasOwn(OBJECT_CASTS, name) ? OBJECT_CASTS[name] : undefined;
    if (!object) throw new NotCatalogue();
    this.hasMet = true;
    const known = constant === undefined ? undefined : catalogueOid(constant);
    if (known !== undefined) {
      setConstant(cast['child'], String(known));
      cast['cast_type'] = { id: 'BIGINT', type_info: null };
      return;
    }
    const macro = constant === undefined ? object.ofOid : object.ofName;
    const { child = null, query_location: location = 0, alias = '' } = cast;
    if (constant !== undefined) setConstant(child, withoutCatalogue(constant));
    for (const member of Object.keys(cast)) delete cast[member];
    if (macro === undefined) Object.assign(cast, child);
    else {
      Object.assign(cast, { ...EMPTY_CALL, query_location: location, alias, children: [child] });
      makeCall(cast, macro);
    }
  }
}

/** A call as the engine writes it, without a name and arguments. */
const EMPTY_CALL: JsonObject = {
  class: 'FUNCTION',
  type: 'FUNCTION',
  alias: '',
  query_location: 0,
  function_name: '',
  schema: '',
  children: [],
  filter: null,
  order_bys: { type: 'ORDER_MODIFIER', orders: [] },
  distinct: false,
  is_operator: false,
  export_state: false,
  catalog: '',
};

function makeCall(call: JsonObject, macro: string): void {
  call['function_name'] = macro;
  call['schema'] = INTERNAL_SCHEMA;
  call['is_operator'] = false;
}

function constantText(node: Json | undefined): string | undefined {
  if (!isObject(node) || node['class'] !== 'CONSTANT' || !isObject(node['value'])) return undefined;
  const { value } = node['value'];
  return typeof value === 'string' ? value : undefined;
}

function setConstant(node: Json | undefined, value: string): void {
  if (isObject(node) && isObject(node['value'])) node['value']['value'] = value;
}
