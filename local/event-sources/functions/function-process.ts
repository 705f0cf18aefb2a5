import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Invocation, Outcome } from './function-host.ts';

export type FunctionOptions = {
  readonly name: string;
  readonly arn: string;
  /** The module that exports `handler`. */
  readonly modulePath: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly region: string;
  /** All of its environment but PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
  /** File that takes what it prints. */
  readonly log: string;
};

/** The function threw, timed out or died: Lambda's FunctionError. */
export class FunctionError extends Error {
  readonly errorType: string;

  constructor(errorType: string, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

/**
 * One execution environment: a process that is given one event at a time. It starts with the first event,
 * stays for the next ones, and starts anew after a crash or a time-out.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class FunctionProcess {
  readonly #options: FunctionOptions;
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: FunctionOptions) {
    this.#options = options;
  }

  /** The handler's result. @throws FunctionError */
  invoke(event: unknown): Promise<unknown> {
    const turn = this.#last.then(() => this.#run(event));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the process once what was invoked has returned. */
  async close(): Promise<void> {
    await this.#last;
    const child = this.#child;
    if (!child?.connected) return;
    await new Promise<void>((done) => {
      child.once('exit', () => done());
      child.disconnect();
    });
  }

  async #run(event: unknown): Promise<unknown> {
    const { timeoutSeconds, name } = this.#options;
    const child = this.#child ?? (await this.#start());
    const requestId = randomUUID();
    return new Promise((done, failed) => {
      const timer = setTimeout(() => {
        settle(() =>
          failed(new FunctionError('Sandbox.Timedout', `Task timed out after ${timeoutSeconds} s`)),
        );
        this.#child = undefined;
        child.kill('SIGKILL');
      }, timeoutSeconds * 1000);
      const onMessage = (outcome: Outcome): void => {
        if (outcome.requestId !== requestId) return;
        if ('result' in outcome) settle(() => done(outcome.result));
        else if ('error' in outcome) {
          const { errorType, errorMessage } = outcome.error;
          settle(() => failed(new FunctionError(errorType, errorMessage)));
        } else settle(() => done(undefined)); // JSON leaves out a result of undefined
      };
      const onExit = (code: number | null, signal: string | null): void =>
        settle(() =>
          failed(
            new FunctionError('Runtime.ExitError', `${name} ended with ${code ?? signal} within`),
          ),
        );
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        then();
      };
      child.on('message', onMessage);
      child.on('exit', onExit);
      const invocation: Invocation = {
        requestId,
        event,
        deadlineMs: Date.now() + timeoutSeconds * 1000,
      };
      child.send(invocation, () => undefined);
    });
  }

  #start(): Promise<ChildProcess> {
    const { modulePath, name, arn, memoryMegabytes, env, log, region } = this.#options;
    const output = openSync(log, 'a');
    const child = fork(
      resolve(import.meta.dirname, 'function-host.ts'),
      [modulePath, name, arn, String(memoryMegabytes)],
      {
        stdio: ['ignore', output, output, 'ipc'],
        execArgv: [],
        env: {
          PATH: process.env['PATH'],
          HOME: process.env['HOME'],
          AWS_REGION: region,
          AWS_LAMBDA_FUNCTION_NAME: name,
          ...env,
        },
      },
    );
    closeSync(output);
    this.#child = child;
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    return new Promise((ready, failed) => {
      child.once('error', failed);
      child.once('message', () => ready(child));
      child.once('exit', (code, signal) =>
        failed(
          new FunctionError(
            'Runtime.ExitError',
            `${name} ended with ${code ?? signal} while starting; see ${log}`,
          ),
        ),
      );
    });
  }
}
