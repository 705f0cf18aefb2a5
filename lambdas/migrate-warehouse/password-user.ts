import { createHash } from 'node:crypto';
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import type { Warehouse } from '../../adapters/redshift-data.ts';
import { sqlStatements } from '../../adapters/sql-file.ts';
import { ConfigurationError, ContractError } from '../../domain/errors.ts';
import { parseMessage } from '../../domain/messages.ts';
import { admitMembers } from './members.ts';

/** A database user that signs in with a password: who can't come by IAM. */
export type PasswordUser = { readonly username: string; readonly password: string };

const secretSchema = z.object({ username: z.string(), password: z.string() });

/** @throws ConfigurationError where the secret is not what it must be; its text is never in the message. */
export const readPasswordUser = async (
  secretArn: string,
  client: SecretsManagerClient,
): Promise<PasswordUser> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  try {
    return parseMessage(secretSchema, SecretString ?? '', secretArn);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new ConfigurationError(
      `The secret ${secretArn} must be JSON with username and password, and is not; put it back as the stack made it`,
    );
  }
};

/**
 * A password as Redshift keeps it, so that no statement holds the password itself. MD5 is the form that
 * every driver signs in with: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
 */
export const passwordDigest = ({ username, password }: PasswordUser): string =>
  createHash('md5').update(password).update(username).digest('hex');

/** Makes the user, an analyst, with the password of the secret. Doing it again changes nothing. */
export const admitPasswordUser = async (
  warehouse: Warehouse,
  user: PasswordUser,
): Promise<void> => {
  await admitMembers(warehouse, { analyst: user.username });
  const places = { user: user.username, digest: passwordDigest(user) };
  await warehouse.transaction(sqlStatements('migrator/set-password.sql', places));
};
