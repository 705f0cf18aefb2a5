import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the executions of the state machine end, and what they say. */
export type Ending = { readonly status: string; readonly output?: string; readonly cause?: string };

const executionArn = 'arn:aws:states:us-east-1:123456789012:execution:batch:run';
const started = Date.UTC(2026, 2, 10, 3) / 1000;

/**
 * Step Functions has no local part, so the calls of the commands are answered here as AWS documents them
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html). `inputs` are what executions
 * were started with; `end` says how the next ones end.
 */
export const startStepFunctions = async () => {
  const inputs: unknown[] = [];
  let ending: Ending = { status: 'SUCCEEDED', output: '{}' };
  const entered = (name: string, id: number) => ({
    id,
    timestamp: started,
    type: 'TaskStateEntered',
    stateEnteredEventDetails: { name },
  });
  const executions = () => [
    {
      executionArn,
      stateMachineArn: 'batch',
      name: 'run',
      status: ending.status,
      startDate: started,
      stopDate: started + 600,
    },
  ];
  const answerTo = (action: string, { input = '' }: { input?: string }): object | null => {
    switch (action) {
      case 'StartExecution':
        inputs.push(JSON.parse(input));
        return { executionArn, startDate: started };
      case 'DescribeExecution':
        return { executionArn, stateMachineArn: 'batch', startDate: started, ...ending };
      case 'GetExecutionHistory':
        return { events: [entered('Plan', 1), entered('Publish', 2)] };
      case 'ListExecutions':
        return { executions: executions() };
      default:
        return null;
    }
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const action = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
    const answer = answerTo(action, JSON.parse(body));
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer ?? { __type: 'UnknownOperation' }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    inputs,
    end: (next: Ending): void => {
      ending = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done(undefined)));
    },
  };
};
