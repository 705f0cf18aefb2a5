import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { ConfigurationError, ContractError } from '../../domain/errors.ts';
import { parseMessage } from '../../domain/messages.ts';

/** A database secret as RDS writes it: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html */
const secretSchema = z.object({
  host: z.string(),
  port: z._default(z.coerce.number().check(z.int()), 3306),
  username: z.string(),
  password: z.string(),
  dbname: z.string(),
});

/**
 * MySQL's address out of a secret's text.
 * @throws ConfigurationError where something is missing; the text is never in the message.
 */
export const mysqlUrlOf = (secretArn: string, text: string): string => {
  try {
    const { host, port, username, password, dbname } = parseMessage(secretSchema, text, secretArn);
    const [user, word, database] = [username, password, dbname].map(encodeURIComponent);
    return `mysql://${user}:${word}@${host}:${port}/${database}`;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new ConfigurationError(
      `The secret ${secretArn} must be JSON with host, username, password and dbname, and is not; write it as RDS does`,
    );
  }
};

/** Asks for the secret each time: it is rotated. @throws ConfigurationError where it is not what it must be. */
export const readMysqlUrl = async (
  secretArn: string,
  client: SecretsManagerClient,
): Promise<string> => {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
  return mysqlUrlOf(secretArn, SecretString ?? '');
};
