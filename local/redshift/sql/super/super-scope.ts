import { bodyOf, identifierText, isObject, type Json, makeIdentifier } from '../parse/ast.ts';
import { itemNames } from '../parse/from-items.ts';

/** The names that FROM items give within a query, and in the queries around it. */
export class SuperScope {
  private readonly outer: SuperScope | undefined;
  private readonly relations = new Set<string>();
  /** Elements of unnested SUPER values, with the alias of the FROM item that they are columns of. */
  private readonly elements = new Map<string, string>();

  constructor(outer?: SuperScope) {
    this.outer = outer;
  }

  addRelation(item: Json): void {
    for (const name of itemNames(item)) this.relations.add(name);
  }

  addElement(value: string, alias: string): void {
    this.elements.set(value, alias);
  }

  isElement(name: string): boolean {
    return this.elementAlias(name) !== undefined;
  }

  /**
   * What a chain of names means: `element.field…`, `relation.column.field…`.
   * @param isDeeper the chain goes on behind these names, so that a mere column is a path too
   */
  path(parts: readonly string[], isDeeper = true): Json | undefined {
    const [first = '', second, ...rest] = parts;
    const alias = this.elementAlias(first);
    if (alias !== undefined)
      return pathOf(first, alias, second === undefined ? [] : [second, ...rest]);
    if (second === undefined || !this.hasRelation(first)) return undefined;
    const isElementColumn = this.elementAlias(second) === first;
    return isDeeper || isElementColumn ? pathOf(second, first, rest) : undefined;
  }

  private elementAlias(name: string): string | undefined {
    return this.elements.get(name) ?? this.outer?.elementAlias(name);
  }

  private hasRelation(name: string): boolean {
    return (
      this.relations.has(name) ||
      [...this.elements.values()].includes(name) ||
      this.outer?.hasRelation(name) === true
    );
  }
}

function pathOf(column: string, table: string, fields: readonly string[]): Json {
  const root: Json = {
    column: {
      name: makeIdentifier(column),
      table: makeIdentifier(table),
      join_mark: false,
      trailing_comments: [],
    },
  };
  return { super_path: { root, steps: fields.map(makeIdentifier) } };
}

/** The name of a path's last step, which Redshift gives to its column. */
export function pathName(path: Json): string | undefined {
  const steps = isObject(path) && Array.isArray(path['steps']) ? path['steps'] : [];
  const names = steps.flatMap((step) => identifierText(step) ?? []);
  const root = isObject(path) ? bodyOf(path['root'], 'column') : undefined;
  return names.at(-1) ?? identifierText(root?.['name']);
}
