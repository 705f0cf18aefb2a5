import type { Plan } from '../plan.ts';
import type { StatementText } from '../statement-text.ts';
import { accessGrantPlan } from './grant-commands.ts';
import { maskingPlan } from './masking-commands.ts';

/** Users, roles, grants and masking policies. */
export function accessPlan(statement: StatementText): Plan | undefined {
  return maskingPlan(statement) ?? principalPlan(statement) ?? accessGrantPlan(statement);
}

function principalPlan({ cursor }: StatementText): Plan | undefined {
  if (cursor.take('create', 'user')) {
    const name = cursor.identifier();
    let isSuperuser = false;
    let hasPassword = false;
    while (!cursor.done) {
      const word = cursor.next();
      if (word.value === 'createuser') isSuperuser = true;
      if (word.value === 'password') hasPassword = true;
    }
    if (!hasPassword) cursor.fail();
    return { kind: 'access', command: { do: 'create-user', name, isSuperuser } };
  }
  if (cursor.looksAt('create', 'role') || cursor.looksAt('create', 'group')) {
    cursor.next();
    const what = cursor.next().value === 'role' ? 'create-role' : 'create-group';
    const name = cursor.identifier();
    while (!cursor.done) cursor.next();
    return { kind: 'access', command: { do: what, name } };
  }
  for (const what of ['user', 'role', 'group'] as const) {
    if (!cursor.take('drop', what)) continue;
    const isIfExists = cursor.take('if', 'exists');
    const names = cursor.identifierList();
    if (!cursor.take('force')) cursor.take('restrict');
    cursor.end();
    return { kind: 'access', command: { do: `drop-${what}`, names, isIfExists } };
  }
  if (cursor.take('alter', 'user')) {
    const name = cursor.identifier();
    let isSuperuser: boolean | undefined;
    while (!cursor.done) {
      const word = cursor.next().value;
      if (word === 'createuser') isSuperuser = true;
      if (word === 'nocreateuser') isSuperuser = false;
    }
    return {
      kind: 'access',
      command: { do: 'alter-user', name, ...(isSuperuser === undefined ? {} : { isSuperuser }) },
    };
  }
  if (cursor.take('alter', 'schema')) {
    const name = cursor.identifier();
    cursor.expect('owner', 'to');
    const owner = cursor.identifier();
    cursor.end();
    return { kind: 'access', command: { do: 'owner', what: 'schema', relation: { name }, owner } };
  }
  return undefined;
}
