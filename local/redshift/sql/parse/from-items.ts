import { arrayOf, bodyOf, identifierText, isObject, type Json, kindOf } from './ast.ts';

/** The names that a FROM item gives to the relations in it, lower case: several for joins in brackets. */
export function itemNames(item: Json | undefined): string[] {
  const joined = bodyOf(item, 'joined_table');
  if (joined && !isObject(joined['alias'])) {
    const joins = arrayOf(joined['joins']).filter(isObject);
    return [joined['left'], ...joins.map((join) => join['this'])].flatMap((part) =>
      itemNames(part),
    );
  }
  const body = bodyOf(item, kindOf(item));
  const name = identifierText(body?.['alias']) ?? identifierText(body?.['name']);
  return name === undefined ? [] : [name.toLowerCase()];
}
