import { localAccount } from '../../account.ts';
import { type FunctionOptions, FunctionProcess } from './function-process.ts';

/**
 * A function and its execution environments: processes that take one event each at a time. One more is
 * started where all are busy, up to the function's reserved concurrency; beyond that events wait in
 * line, as the pollers of a throttled function on AWS do.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class LambdaFunction {
  readonly arn: string;
  readonly #idle: FunctionProcess[];
  readonly #all: readonly FunctionProcess[];
  readonly #waiting: ((environment: FunctionProcess) => void)[] = [];

  /** @param reservedConcurrency events worked on at once. */
  constructor(options: Omit<FunctionOptions, 'arn'>, reservedConcurrency = 1) {
    const arn = `arn:aws:lambda:${options.region}:${localAccount}:function:${options.name}`;
    this.arn = arn;
    // Each starts with its first event, and the one that was used last comes first: no more run than were needed.
    this.#all = Array.from(
      { length: reservedConcurrency },
      () => new FunctionProcess({ ...options, arn }),
    );
    this.#idle = [...this.#all];
  }

  /** The handler's result. @throws FunctionError */
  async invoke(event: unknown): Promise<unknown> {
    const environment =
      this.#idle.pop() ??
      (await new Promise<FunctionProcess>((turn) => {
        this.#waiting.push(turn);
      }));
    try {
      return await environment.invoke(event);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(environment);
      else this.#idle.push(environment);
    }
  }

  /** Ends the processes once what was invoked has returned. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((environment) => environment.close()));
  }
}
