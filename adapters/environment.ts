import * as z from 'zod';
import { ConfigurationError } from '../domain/errors.ts';

/**
 * The settings of `schema` out of the environment, all checked.
 * @throws ConfigurationError that names every variable that is missing or wrong.
 */
export const readEnvironment = <T>(
  schema: z.ZodType<T>,
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
export const setting = () => z.string('must be set').min(1, 'must be set');

/** A whole number in a range, with its default. */
export const wholeNumberSetting = (min: number, max: number, otherwise: number) => {
  const rule = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(rule).int(rule).min(min, rule).max(max, rule).default(otherwise);
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
  z.string().refine(isTimezone, 'must be an IANA time zone such as Asia/Kolkata').default('UTC');
