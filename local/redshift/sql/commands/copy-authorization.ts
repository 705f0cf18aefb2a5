import type { TokenCursor } from '../parse/token-cursor.ts';

const AUTHORIZATIONS = new Set([
  'iam_role',
  'credentials',
  'access_key_id',
  'secret_access_key',
  'session_token',
]);

/** True for the name of an option that says who reads or writes S3. */
export function isAuthorization(name: string): boolean {
  return AUTHORIZATIONS.has(name);
}

/**
 * Reads what an authorization says, which nobody checks here.
 * https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-authorization.html
 */
export function readAuthorization(name: string, cursor: TokenCursor): void {
  if (name === 'iam_role' && cursor.take('default')) return;
  if (name === 'credentials') cursor.take('as');
  cursor.string();
}
