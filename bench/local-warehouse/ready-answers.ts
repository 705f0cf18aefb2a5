import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Warehouse } from '../../adapters/redshift-data.ts';
import { loopback } from '../../local/loopback.ts';
import type { Bench } from '../runner/benchmark.ts';

const endpointVariable = 'AWS_ENDPOINT_URL_REDSHIFT_DATA';

/**
 * A client of a server in a process of its own, which has the answers ready: what the SDK and HTTP take by
 * themselves, without a warehouse. The server asks the real one for the first statement and repeats its answers
 * for all others.
 */
export const startReadyAnswers = async (
  bench: Bench,
  firstStatement: (warehouse: Warehouse) => Promise<unknown>,
): Promise<Warehouse> => {
  const real = process.env[endpointVariable];
  const child = fork(fileURLToPath(import.meta.url), [String(real)]);
  bench.onEnd(() => stop(child));
  const [port] = (await once(child, 'message')) as [number];
  process.env[endpointVariable] = `http://${loopback}:${port}`;
  const warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' });
  // The client reads its endpoint with its first request.
  await firstStatement(warehouse);
  process.env[endpointVariable] = real;
  return warehouse;
};

const stop = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
};

const serve = (real: string): void => {
  /** One for each request of a statement, in their order. */
  const answers: Buffer[] = [];
  let isRecorded = false;
  let position = 0;
  const server = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) body.push(chunk);
    const target = String(request.headers['x-amz-target']);
    if (target.endsWith('.ExecuteStatement')) {
      isRecorded = answers.length > 0;
      position = 0;
    }
    if (!isRecorded) {
      const answered = await fetch(real, {
        method: 'POST',
        headers: {
          'x-amz-target': target,
          authorization: String(request.headers.authorization),
        },
        body: Buffer.concat(body),
      });
      answers.push(Buffer.from(await answered.arrayBuffer()));
    }
    const answer = answers[position] ?? Buffer.from('{}');
    position += 1;
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': answer.length,
    });
    response.end(answer);
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.keepAliveTimeout = 60_000;
  server.listen(0, loopback, () => {
    const address = server.address();
    if (address && typeof address === 'object') process.send?.(address.port);
  });
};

const [, started, real] = process.argv;
if (started === fileURLToPath(import.meta.url) && real) serve(real);
