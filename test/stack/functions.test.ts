import { existsSync, readdirSync } from 'node:fs';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { PipelineFunction } from '../../lib/foundation/pipeline-function.ts';
import {
  quicksightPrincipal,
  type Resource,
  resourcesOf,
  synthesised,
} from './synthesised-stack.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const lambdas = new URL('../../lambdas/', import.meta.url);
const folders = readdirSync(lambdas).filter((name) =>
  existsSync(new URL(`${name}/handler.ts`, lambdas)),
);

/** The variables that a config.ts looks at, found by giving it an environment that takes notes. */
const askedFor = async (folder: string): Promise<string[]> => {
  const { readConfig } = (await import(new URL(`${folder}/config.ts`, lambdas).href)) as {
    readConfig: (env: Environment) => unknown;
  };
  const asked = new Set<string>();
  const note = (name: string | symbol): void => {
    if (typeof name === 'string' && /^[A-Z][A-Z0-9_]+$/.test(name)) asked.add(name);
  };
  const notes = new Proxy<Environment>(
    {},
    {
      get: (_, name) => note(name),
      has: (_, name) => {
        note(name);
        return false;
      },
    },
  );
  expect(() => readConfig(notes)).toThrow(/must be set/);
  return [...asked].sort();
};

describe('the functions of the stack', () => {
  let constructs: Map<string, Resource>;
  beforeAll(() => {
    const { stack, template } = synthesised({ quicksightPrincipal });
    const resources = resourcesOf(template);
    const found = stack.node.findAll().filter((node) => node instanceof PipelineFunction);
    constructs = new Map(
      found.flatMap(({ folder, function: { node } }) => {
        const resource = resources[stack.getLogicalId(node.defaultChild as CfnFunction)];
        return resource ? [[folder, resource]] : [];
      }),
    );
  });

  it('are those that lambdas/ has a handler for, and no others', () => {
    expect([...constructs.keys()].sort()).toEqual(folders.sort());
  });

  it.each(folders)(
    '%s: is given exactly the variables that its config.ts asks for',
    async (name) => {
      const environment = constructs.get(name)?.Properties['Environment'] as {
        Variables: Record<string, unknown>;
      };
      expect(Object.keys(environment.Variables).sort()).toEqual(await askedFor(name));
    },
  );

  it.each(folders)('%s: runs on Node 24 and arm64, is traced and logs JSON', (name) => {
    expect(constructs.get(name)?.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });
});
