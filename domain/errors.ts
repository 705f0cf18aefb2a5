/**
 * The errors of this project. Code branches on the class or on `code`, never on a message.
 * A message names the subject, the rule, the value and the next step, in one sentence.
 */
export abstract class CasePulseError extends Error {
  /** Written out, as a bundle shortens the names of classes, and the state machine tells errors apart by theirs. */
  abstract override readonly name: string;
  abstract readonly code: string;
  /** Whether doing the same again later can succeed. */
  abstract readonly retryable: boolean;
}

/** The environment or an option is wrong: nothing works until a person mends it. */
export class ConfigurationError extends CasePulseError {
  override readonly name: string = 'ConfigurationError';
  readonly code = 'CONFIGURATION';
  readonly retryable = false;
}

/** A record, file or message is not what its contract says. */
export class ContractError extends CasePulseError {
  override readonly name: string = 'ContractError';
  readonly code = 'CONTRACT';
  readonly retryable = false;
}

/** A part did not answer, or answered that it is busy: the same again may succeed. */
export class TransientError extends CasePulseError {
  override readonly name: string = 'TransientError';
  readonly code = 'TRANSIENT';
  readonly retryable = true;
}

/** What must agree does not: stop, publish nothing. */
export class ConsistencyError extends CasePulseError {
  override readonly name: string = 'ConsistencyError';
  readonly code = 'CONSISTENCY';
  readonly retryable = false;
}
