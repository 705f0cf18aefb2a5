import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { ConfigurationError } from '../domain/errors.ts';
import { enterEnvironment } from '../local/copy/enter-environment.ts';

/** The clone's root folder. */
export const projectRoot = resolve(import.meta.dirname, '..');

/** The data folder of this machine's copy: CASEPULSE_HOME, or `.casepulse` in the clone. */
export const dataFolder = (): string =>
  resolve(process.env['CASEPULSE_HOME'] ?? resolve(projectRoot, '.casepulse'));

/** What `up` writes for the other commands; holds credentials of the local parts, mode 600. */
const environmentFile = (home: string): string => resolve(home, 'run', 'environment.json');

const environmentSchema = z.object({
  env: z.record(z.string(), z.string()),
  /** Whom `query` asks as. */
  analyst: z.object({ AWS_ACCESS_KEY_ID: z.string(), AWS_SECRET_ACCESS_KEY: z.string() }),
  /** The fixed clock of `up --now`, UTC, or null for the real one. */
  now: z.string().nullable(),
});
export type LocalEnvironment = z.infer<typeof environmentSchema>;

const readLocal = (): LocalEnvironment | null => {
  const file = environmentFile(dataFolder());
  if (!existsSync(file)) return null;
  return environmentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};

/** Clock and zone for data that is only written to files: a running copy's where there is one. */
export const localSettings = (): { now: string | null; businessTimezone: string } => {
  const local = process.env['WAREHOUSE_WORKGROUP'] ? null : readLocal();
  return {
    now: local?.now ?? null,
    businessTimezone: process.env['BUSINESS_TIMEZONE'] ?? local?.env['BUSINESS_TIMEZONE'] ?? 'UTC',
  };
};

/**
 * Completes `process.env` for the commands that work through the AWS SDK. Where the environment
 * names a warehouse (WAREHOUSE_WORKGROUP), it is a deployed stack's and stays as it is; otherwise
 * the copy that runs in the data folder supplies it.
 * @returns what is known of the local copy, or null for a deployed stack.
 * @throws ConfigurationError where there is neither.
 */
export const loadEnvironment = (): LocalEnvironment | null => {
  if (process.env['WAREHOUSE_WORKGROUP']) return null;
  const local = readLocal();
  if (!local) {
    throw new ConfigurationError(
      `CasePulse is not running in ${dataFolder()}: start it with \`npm start\`, or set WAREHOUSE_WORKGROUP and the other variables of a deployed stack (docs/configuration.md)`,
    );
  }
  enterEnvironment(local.env);
  return local;
};

/**
 * A variable that a command needs.
 * @throws ConfigurationError where it is not set.
 */
export const variable = (name: string): string => {
  const value = process.env[name];
  if (!value) {
    throw new ConfigurationError(`${name} must be set for this command; see docs/configuration.md`);
  }
  return value;
};
