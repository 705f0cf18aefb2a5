import {
  type CasePulseError,
  ConfigurationError,
  ConsistencyError,
  ContractError,
  TransientError,
} from './errors.ts';

/** What of an error goes from thread to thread: they hand over texts, no classes. */
export type ErrorParts = { readonly code: string; readonly message: string };

const classes: Readonly<Record<string, new (message: string) => CasePulseError>> = {
  CONFIGURATION: ConfigurationError,
  CONTRACT: ContractError,
  CONSISTENCY: ConsistencyError,
  TRANSIENT: TransientError,
};

/** `code` is empty for what is none of our errors. */
export const errorParts = (error: unknown): ErrorParts => ({
  code: error instanceof Error && 'code' in error ? String(error.code) : '',
  message: error instanceof Error ? error.message : String(error),
});

/** The error again that a thread failed with. */
export const errorOf = ({ code, message }: ErrorParts): Error => {
  const ErrorClass = classes[code];
  return ErrorClass ? new ErrorClass(message) : new Error(message);
};
