import { validationError } from '../server/api-error.ts';
import type { KeptSession } from '../statements/sessions.ts';
import { type Action, seconds } from './action.ts';
import { page } from './catalogue.ts';
import { isAt, targetOf } from './target.ts';

const FILTERS = ['Status', 'ClusterIdentifier', 'WorkgroupName', 'Database'] as const;

export const listSessions: Action = async (warehouse, input, caller) => {
  const status = input.oneOf('Status', ['AVAILABLE', 'BUSY', 'CLOSED']);
  const id = input.optionalString('SessionId');
  const excluded = FILTERS.find((name) => input.has(name));
  if (id !== undefined && excluded !== undefined)
    throw validationError(`${excluded} must not be given with SessionId`);
  const target = targetOf(input);
  const isWanted = (session: KeptSession) => {
    if (session.user !== caller.user && caller.user !== warehouse.admin) return false;
    if (id !== undefined) return session.id === id;
    // Without a status the open ones are listed.
    const isStatus = status === undefined ? !session.isClosed : statusOf(session) === status;
    return isStatus && isAt(session, target);
  };
  const { items, token } = page(
    warehouse.sessions.list().filter(isWanted).map(described),
    input,
    'sessions',
  );
  return { Sessions: items, ...token };
};

function statusOf({ isClosed, currentStatementId }: KeptSession): string {
  if (isClosed) return 'CLOSED';
  return currentStatementId === undefined ? 'AVAILABLE' : 'BUSY';
}

function described(session: KeptSession): Record<string, unknown> {
  return {
    SessionId: session.id,
    Status: statusOf(session),
    CurrentStatementId: session.currentStatementId,
    CreatedAt: seconds(session.createdAtMs),
    UpdatedAt: seconds(session.updatedAtMs),
    Database: session.database,
    DbUser: session.user,
    ClusterIdentifier: session.clusterIdentifier,
    WorkgroupName: session.workgroupName,
    SessionAliveSeconds: session.keepAliveSeconds,
    SessionTtl: seconds(session.updatedAtMs + session.keepAliveSeconds * 1000),
  };
}
