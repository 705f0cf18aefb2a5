import { SqlError } from '../../sql/sql-error.ts';
import { countParameters, withTexts } from '../statements/positions.ts';
import { CAST_NAMES } from '../values/types.ts';
import { executeCall } from './client-plan.ts';

/** A statement that a message or PREPARE has named. */
export interface PreparedStatement {
  /** One statement, or none for an empty text. */
  sql: string | undefined;
  /** Declared types, then inferred ones; 0 while open. */
  parameterOids: number[];
  /** The types as PREPARE names them. */
  typeNames?: readonly string[];
}

/** The prepared statements of one connection, whichever way they were made. */
export class PreparedStatements {
  private readonly statements = new Map<string, PreparedStatement>();

  /** @throws SqlError where the name is taken; the empty one never is */
  add(name: string, statement: PreparedStatement): void {
    this.refuseTaken(name);
    this.statements.set(name, statement);
  }

  refuseTaken(name: string): void {
    if (name !== '' && this.statements.has(name))
      throw new SqlError(`prepared statement "${name}" already exists`, '42P05');
  }

  get(name: string): PreparedStatement {
    const statement = this.statements.get(name);
    if (!statement) throw new SqlError(`prepared statement "${name}" does not exist`, '26000');
    return statement;
  }

  /** @returns false where there was none */
  remove(name: string): boolean {
    return this.statements.delete(name);
  }

  /** What EXECUTE stands for: the prepared text with its values in place; any other statement stays as it is. */
  expand(sql: string): string {
    const call = executeCall(sql);
    if (!call) return sql;
    const { sql: text = '', parameterOids, typeNames } = this.get(call.name);
    const expected = typeNames?.length ?? parameterOids.length;
    if (expected !== call.values.length)
      throw new SqlError(
        `wrong number of parameters for prepared statement "${call.name}"\n  Detail: Expected ${expected} parameters but got ${call.values.length}.`,
        '42601',
      );
    const types = typeNames ?? parameterOids.map((oid) => CAST_NAMES[oid]);
    return withTexts(text, (index) => {
      const type = types[index - 1];
      const value = `(${call.values[index - 1] ?? 'NULL'})`;
      return type === undefined ? value : `CAST(${value} AS ${type})`;
    });
  }

  /** The text of PREPARE's statement with a null for each parameter, for a check of it. @throws SqlError for a parameter without a type */
  static checked(statement: string, typeNames: readonly string[]): string {
    const count = countParameters(statement);
    if (count > typeNames.length) throw new SqlError(`there is no parameter $${count}`, '42P02');
    return withTexts(statement, (index) => `CAST(NULL AS ${typeNames[index - 1]})`);
  }
}
