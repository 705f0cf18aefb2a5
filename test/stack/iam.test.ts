import { readFileSync } from 'node:fs';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { everythingOn, stackNumbers } from '../../docs/make-stack-numbers.ts';
import { type Resource, resourcesOf, templateOf } from './synthesised-stack.ts';

type Statement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: unknown;
  readonly NotResource?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

type Found = { readonly where: string; readonly statement: Statement; readonly resource: Resource };

const isStatements = (value: unknown): value is Statement[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'object' && 'Effect' in item);

/** Every IAM statement of the template, wherever it stands: role, policy, bucket, queue, key, topic. */
const statementsOf = (template: Template): Found[] => {
  const found: Found[] = [];
  const walk = (where: string, resource: Resource, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'Statement' && isStatements(inner)) {
        for (const statement of inner) found.push({ where, statement, resource });
      } else walk(`${where}.${key}`, resource, inner);
    }
  };
  for (const [id, resource] of Object.entries(resourcesOf(template))) {
    walk(id, resource, resource.Properties);
  }
  return found;
};

const ofResources = ['AWS::KMS::Key', 'AWS::EC2::VPCEndpoint'];

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** The reasons that constructs gave, as cdk-nag writes them into the metadata. */
const reasonsOf = ({ Metadata }: Resource): Map<string, string> => {
  const nag = Metadata?.['cdk_nag'] as { rules_to_suppress?: { id: string; reason: string }[] };
  return new Map((nag?.rules_to_suppress ?? []).map(({ id, reason }) => [id, reason]));
};

/** How the id of a finding shows a reference. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return value.replaceAll('${', '<').replaceAll('}', '>');
  const [[name, inner] = ['', '']] = Object.entries(value as object);
  if (name === 'Ref') return `<${inner}>`;
  if (name === 'Fn::GetAtt') return `<${(inner as string[]).join('.')}>`;
  if (name === 'Fn::Join') return (inner as [string, unknown[]])[1].map(shown).join('');
  return JSON.stringify(value);
};

describe('the IAM statements of the template', () => {
  let withEverything: Template;
  let statements: Found[];
  beforeAll(() => {
    withEverything = templateOf(everythingOn);
    statements = statementsOf(withEverything);
  });

  it('are counted in docs/stack-numbers.md; if not: node docs/make-stack-numbers.ts', () => {
    const document = new URL('../../docs/stack-numbers.md', import.meta.url);
    expect(readFileSync(document, 'utf8')).toBe(stackNumbers(templateOf(), withEverything));
  });

  it('are all found', () => {
    expect(statements.length).toBeGreaterThan(60);
  });

  it('allow no wildcard without a written reason', () => {
    const unexplained: string[] = [];
    for (const { where, statement, resource } of statements) {
      // Policies of resources: a key can only name itself by *, and an endpoint limits by account what roles allow.
      if (statement.Effect === 'Deny' || ofResources.includes(resource.Type)) continue;
      const reasons = reasonsOf(resource);
      const actions = listOf(statement.Action ?? [])
        .filter((action) => String(action).includes('*'))
        .map((action) => `Action::${action}`);
      const resources = listOf(statement.Resource ?? [])
        .map(shown)
        .filter((name) => name.includes('*'))
        .map((name) => `Resource::${name}`);
      for (const wildcard of [...actions, ...resources]) {
        if (!reasons.get(`AwsSolutions-IAM5[${wildcard}]`))
          unexplained.push(`${where} ${wildcard}`);
      }
    }
    expect(unexplained).toEqual([]);
  });

  it('allow whole services or everything to nobody but the key to its own account', () => {
    const broad = statements.filter(
      ({ statement }) =>
        statement.Effect === 'Allow' &&
        listOf(statement.Action).some((action) => /^(\*|[a-z0-9-]+:\*)$/.test(String(action))),
    );
    expect(broad.map(({ resource }) => resource.Type)).toEqual(['AWS::KMS::Key']);
  });

  it('never allow all but something', () => {
    const inverted = statements.filter(
      ({ statement }) =>
        statement.Effect === 'Allow' && (statement.NotAction || statement.NotResource),
    );
    expect(inverted).toEqual([]);
  });

  it('let nobody in from outside: no public principal but where the account is a condition', () => {
    const open = statements.filter(
      ({ statement }) =>
        statement.Effect === 'Allow' &&
        !JSON.stringify(statement.Condition ?? '').includes('"aws:PrincipalAccount":{"Ref"') &&
        /^("\*"|\{"AWS":"\*"\})$/.test(JSON.stringify(statement.Principal ?? '')),
    );
    expect(open.map(({ where }) => where)).toEqual([]);
  });
});
