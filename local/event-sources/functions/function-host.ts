/*
 * The process of one function, as Lambda's runtime is for a handler: started by function-process.ts
 * with the path of the module that exports `handler`, given one event at a time.
 */
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';

/** What function-process.ts sends. */
export type Invocation = {
  readonly requestId: string;
  readonly event: unknown;
  /** Epoch milliseconds at which the function is ended. */
  readonly deadlineMs: number;
};

/** What goes back. Errors as Lambda reports them. */
export type Outcome = { readonly requestId: string } & (
  | { readonly result: unknown }
  | { readonly error: { readonly errorType: string; readonly errorMessage: string } }
);

type Handler = (event: unknown, context: Context) => unknown;

const [modulePath = '', functionName = '', functionArn = '', memorySize = '128'] =
  process.argv.slice(2);

const contextOf = ({ requestId, deadlineMs }: Invocation): Context => ({
  awsRequestId: requestId,
  callbackWaitsForEmptyEventLoop: false,
  functionName,
  functionVersion: '$LATEST',
  invokedFunctionArn: functionArn,
  logGroupName: `/aws/lambda/${functionName}`,
  logStreamName: String(process.pid),
  memoryLimitInMB: memorySize,
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

// The mapping went away: as on AWS, what is not reported is done again.
process.on('disconnect', () => process.exit(0));

const { handler } = (await import(pathToFileURL(modulePath).href)) as { handler: Handler };

process.on('message', async (invocation: Invocation) => {
  const { requestId } = invocation;
  let outcome: Outcome;
  try {
    outcome = { requestId, result: await handler(invocation.event, contextOf(invocation)) };
  } catch (error) {
    console.error(new Date().toISOString(), requestId, error);
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    outcome = { requestId, error: { errorType: name, errorMessage: message } };
  }
  process.send?.(outcome);
});
process.send?.('ready');
