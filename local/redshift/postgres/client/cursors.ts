import type { DuckDBValue } from '@duckdb/node-api';
import type { ResultColumn } from '../../engine/results/values.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Rows } from '../statements/results.ts';

interface OpenCursor {
  name: string;
  columns: readonly ResultColumn[];
  rows: Iterator<DuckDBValue[]>;
  /** The row that was fetched last; undefined before the first and after the last. */
  current: DuckDBValue[] | undefined;
}

/**
 * The cursor of one connection: a session has one at a time, which ends with its transaction.
 * https://docs.aws.amazon.com/redshift/latest/dg/declare.html
 */
export class Cursors {
  private open: OpenCursor | undefined;

  /** @throws SqlError where the name is taken or another cursor is open */
  refuseSecond(name: string): void {
    if (this.open?.name === name) throw new SqlError(`cursor "${name}" already exists`, '42P03');
    if (this.open)
      throw new SqlError(
        `only one cursor can be open per session: close cursor "${this.open.name}" first`,
        '0A000',
      );
  }

  declare(name: string, result: Rows): void {
    this.open = { name, columns: result.columns, rows: result.rows(), current: undefined };
  }

  columns(name: string): readonly ResultColumn[] {
    return this.named(name).columns;
  }

  /** The next rows. @param most 0 for the row that was fetched last */
  fetch(name: string, most: number): Rows {
    const cursor = this.named(name);
    const fetched = most === 0 && cursor.current ? [cursor.current] : [];
    while (fetched.length < most) {
      const next = cursor.rows.next();
      cursor.current = next.done ? undefined : next.value;
      if (cursor.current === undefined) break;
      fetched.push(cursor.current);
    }
    return {
      columns: cursor.columns,
      rowCount: fetched.length,
      rows: () => fetched[Symbol.iterator](),
    };
  }

  close(name: string): void {
    this.named(name);
    this.clear();
  }

  /** Ends the cursor, as its transaction does. */
  clear(): void {
    this.open = undefined;
  }

  private named(name: string): OpenCursor {
    if (this.open?.name !== name) throw new SqlError(`cursor "${name}" does not exist`, '34000');
    return this.open;
  }
}
