import { type Json, kindOf } from '../parse/ast.ts';
import { snippet } from '../parse/snippet.ts';

let mayHoldSuper = false;

/** Runs a translation in which a column may hold SUPER values: the relations that it reads have some. */
export function withSuperColumns<T>(isPossible: boolean, translate: () => T): T {
  mayHoldSuper = isPossible;
  try {
    return translate();
  } finally {
    mayHoldSuper = false;
  }
}

/** True for a column, where the statement reads a relation that has SUPER columns: the text does not tell which. */
export function maybeSuper(node: Json | undefined): boolean {
  return mayHoldSuper && kindOf(node) === 'column';
}

/** One expression where one of the columns turns out to be SUPER as the engine binds it, else the other. */
export function wherePresent(columns: readonly Json[], ofSuper: Json, otherwise: Json): Json {
  const types = columns.map((_, index) => `typeof(__${index + 2})`).join(', ');
  return snippet(
    `CASE WHEN 'JSON' IN (${types}) THEN __0 ELSE __1 END`,
    ofSuper,
    otherwise,
    ...columns,
  );
}
