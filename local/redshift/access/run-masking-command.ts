import type { Outcome } from '../engine/outcome.ts';
import { columnNamesOf, literal, resolve } from '../engine/relations.ts';
import type { Session } from '../engine/session.ts';
import type { AccessCommand } from '../sql/plan.ts';
import { SqlError } from '../sql/sql-error.ts';
import { requirePrincipal } from './principals.ts';

type MaskingCommand = Extract<
  AccessCommand,
  {
    do:
      | 'create-masking-policy'
      | 'drop-masking-policy'
      | 'attach-masking-policy'
      | 'detach-masking-policy';
  }
>;

const DONE: Outcome = { rowCount: 0 };

/** CREATE, DROP, ATTACH and DETACH MASKING POLICY. */
export async function runMaskingCommand(
  session: Session,
  command: MaskingCommand,
): Promise<Outcome> {
  const [policy] = await session.rows(
    `SELECT columns, expressions FROM pg_internal.masking_policy WHERE name = ${literal(command.name)}`,
  );
  if (command.do === 'create-masking-policy') {
    if (policy && command.isIfNotExists) return DONE;
    if (policy) throw new SqlError(`masking policy "${command.name}" already exists`, '42710');
    await session.run(
      `INSERT INTO pg_internal.masking_policy VALUES (${literal(command.name)}, ${literal(JSON.stringify(command.columns))}, ${literal(JSON.stringify(command.expressions))})`,
    );
    return DONE;
  }
  if (!policy) throw new SqlError(`masking policy "${command.name}" does not exist`, '42704');
  if (command.do === 'drop-masking-policy') {
    const attached = await session.rows(
      `SELECT 1 FROM pg_internal.masking_attachment WHERE policy = ${literal(command.name)} LIMIT 1`,
    );
    if (attached.length > 0 && !command.isCascade)
      throw new SqlError(`masking policy "${command.name}" is attached to a relation`, '2BP01');
    await session.run(
      `DELETE FROM pg_internal.masking_attachment WHERE policy = ${literal(command.name)}`,
    );
    await session.run(
      `DELETE FROM pg_internal.masking_policy WHERE name = ${literal(command.name)}`,
    );
    return DONE;
  }
  await attach(
    session,
    command,
    JSON.parse(String(policy[0])) as string[],
    JSON.parse(String(policy[1])) as string[],
  );
  return DONE;
}

async function attach(
  session: Session,
  command: Extract<MaskingCommand, { do: 'attach-masking-policy' | 'detach-masking-policy' }>,
  policyColumns: string[],
  expressions: string[],
): Promise<void> {
  const relation = resolve(session, command.relation);
  const columns = new Set(await columnNamesOf(session, relation));
  if (columns.size === 0) throw new SqlError(`relation "${relation.name}" does not exist`, '42P01');
  const wrong = [...command.outputs, ...command.inputs].find((column) => !columns.has(column));
  if (wrong !== undefined)
    throw new SqlError(`column "${wrong}" of relation "${relation.name}" does not exist`, '42703');
  const where = `schema_name = ${literal(relation.schema)} AND name = ${literal(relation.name)}`;
  const outputs = literal(JSON.stringify(command.outputs));
  if (command.do === 'detach-masking-policy') {
    const found = `policy = ${literal(command.name)} AND ${where} AND outputs = ${outputs} AND grantee_kind = ${literal(command.grantee.kind)} AND grantee = ${literal(command.grantee.name)}`;
    if (
      (await session.rows(`SELECT 1 FROM pg_internal.masking_attachment WHERE ${found}`)).length ===
      0
    )
      throw new SqlError(
        `masking policy "${command.name}" is not attached to relation "${relation.name}"`,
        '42704',
      );
    await session.run(`DELETE FROM pg_internal.masking_attachment WHERE ${found}`);
    return;
  }
  if (command.outputs.length !== expressions.length)
    throw new SqlError(
      `masking policy "${command.name}" has ${expressions.length} output columns, ${command.outputs.length} were given`,
      '42601',
    );
  if (command.inputs.length !== policyColumns.length)
    throw new SqlError(
      `masking policy "${command.name}" has ${policyColumns.length} input columns, ${command.inputs.length} were given`,
      '42601',
    );
  await requirePrincipal(session, command.grantee);
  const others = await session.rows(
    `SELECT policy, outputs, priority, grantee_kind, grantee FROM pg_internal.masking_attachment WHERE ${where}`,
  );
  for (const [policy, attached, priority, kind, name] of others) {
    if (
      !(JSON.parse(String(attached)) as string[]).some((column) => command.outputs.includes(column))
    )
      continue;
    if (kind === command.grantee.kind && name === command.grantee.name)
      throw new SqlError(
        `a masking policy is already attached to this column for the same user or role`,
        '42710',
      );
    if (policy !== command.name && Number(priority) === command.priority)
      throw new SqlError(
        `a masking policy with priority ${command.priority} is already attached to this column`,
        '42710',
      );
  }
  await session.run(
    `INSERT INTO pg_internal.masking_attachment VALUES (${literal(command.name)}, ${literal(relation.schema)}, ${literal(relation.name)}, ${outputs}, ${literal(JSON.stringify(command.inputs))}, ${literal(command.grantee.kind)}, ${literal(command.grantee.name)}, ${command.priority})`,
  );
}
