import * as z from 'zod/mini';
import { ConfigurationError } from '../domain/errors.ts';

/**
 * The settings of `schema` out of the environment, all checked.
 * @throws ConfigurationError that names every variable that is missing or wrong.
 */
export const readEnvironment = <T>(
  schema: z.ZodMiniType<T>,
  env: Readonly<Record<string, string | undefined>>,
): T => {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    ({ path, message }) => `${path.join('.')} ${message}, got ${env[String(path[0])] ?? 'nothing'}`,
  );
  throw new ConfigurationError(`${faults.join('; ')}; see docs/configuration.md`);
};

/** A text that must be there. */
export const setting = () => z.string('must be set').check(z.minLength(1, 'must be set'));

/** A whole number in a range, with its default. */
export const wholeNumberSetting = (min: number, max: number, otherwise: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  const number = z.coerce.number(rule);
  return z._default(number.check(z.int(rule), z.gte(min, rule), z.lte(max, rule)), otherwise);
};

const isTimezone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The zone that event timestamps are in, as the IANA names it. */
export const timezoneSetting = () =>
  z._default(
    z.string().check(z.refine(isTimezone, 'must be an IANA time zone such as Asia/Kolkata')),
    'UTC',
  );
