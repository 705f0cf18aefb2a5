import { literal } from '../engine/relations.ts';
import { timestampText } from '../engine/results/timestamp-text.ts';
import type { Session } from '../engine/session.ts';
import type { LoadError } from '../sql/sql-error.ts';

/** Keeps what a COPY refused, in a transaction of its own: read as STL_LOAD_ERRORS. */
export async function keepLoadError(session: Session, error: LoadError): Promise<void> {
  const at = timestampText(BigInt(Date.now()) * 1000n);
  await session.run(
    `INSERT INTO pg_internal.load_error VALUES (TIMESTAMP '${at}', ${session.pid}, ${literal(error.table)}, ${literal(error.fileName)}, NULL, NULL, NULL, NULL, NULL, 1200, ${literal(error.reason.slice(0, 1000))})`,
  );
}
