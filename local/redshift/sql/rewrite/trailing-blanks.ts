import { arrayOf, type Json, type JsonObject, makeString, stringLiteral } from '../parse/ast.ts';

/** A literal with blanks at its end without them; undefined for anything else. */
function shortened(node: Json | undefined): Json | undefined {
  const text = stringLiteral(node);
  return text?.endsWith(' ') ? makeString(text.replace(/ +$/, '')) : undefined;
}

/**
 * A comparison with a literal that ends in blanks, which mean nothing in Redshift: it is true for a value with
 * them and without. https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html
 * @param kind `eq` or `neq`; undefined is given back for any other, and where no literal ends so
 */
export function comparedWithoutBlanks(kind: string, body: JsonObject): Json | undefined {
  if (kind !== 'eq' && kind !== 'neq') return undefined;
  const { left = null, right = null } = body;
  const [short, literal, other] =
    shortened(right) === undefined
      ? [shortened(left), left, right]
      : [shortened(right), right, left];
  if (short === undefined) return undefined;
  // Of two literals both are known.
  const value = shortened(other) ?? other;
  return { in: { this: value, expressions: [literal, short], not: kind === 'neq', query: null } };
}

/** The items of IN, each that ends in blanks without them too. */
export function itemsWithoutBlanks(items: Json | undefined): Json[] {
  return arrayOf(items).flatMap((item) => {
    const short = shortened(item);
    return short === undefined ? [item] : [item, short];
  });
}
