import { literal } from '../engine/relations.ts';
import { timestampText } from '../engine/results/timestamp-text.ts';
import type { Session } from '../engine/session.ts';
import type { LoadFault } from '../sql/sql-error.ts';

/** As long as Redshift's own columns: https://docs.aws.amazon.com/redshift/latest/dg/r_STL_LOAD_ERRORS.html */
const LONGEST_TEXT = 1024;

/** Keeps what a COPY could not take, read as STL_LOAD_ERRORS; a COPY that failed calls it after its transaction. */
export async function keepLoadFaults(
  session: Session,
  table: string,
  faults: readonly LoadFault[],
): Promise<void> {
  const at = `TIMESTAMP '${timestampText(BigInt(Date.now()) * 1000n)}'`;
  const rows = faults.map((fault) => {
    const values = [
      at,
      session.pid,
      text(table),
      text(fault.fileName),
      fault.lineNumber ?? 'NULL',
      text(fault.columnName),
      text(fault.columnType),
      text(fault.columnLength === null ? null : String(fault.columnLength)),
      text(fault.value),
      fault.code,
      text(fault.reason),
      text(session.user.toLowerCase()),
      text(fault.line),
    ];
    return `(${values.join(', ')})`;
  });
  await session.run(`INSERT INTO pg_internal.load_error VALUES ${rows.join(', ')}`);
}

function text(value: string | null): string {
  return value === null ? 'NULL' : literal(value.slice(0, LONGEST_TEXT));
}
