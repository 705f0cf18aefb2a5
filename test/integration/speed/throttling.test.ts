import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RedshiftDataClient } from '@aws-sdk/client-redshift-data';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Warehouse } from '../../../adapters/redshift-data.ts';
import { loadKind } from '../../../lambdas/load-facts/load-kind.ts';
import { caseEvent } from '../../unit/events/records.ts';
import { type SpeedLayer, startSpeedLayer } from './speed-layer.ts';

let layer: SpeedLayer;
let front: Server;
let client: RedshiftDataClient;
let warehouse: Warehouse;
/** What the next requests are answered with; when it is empty they pass. */
const refusals: { operation: string; status: number; type: string }[] = [];
const operations: string[] = [];

/** Stands before the warehouse, and refuses what it is told to. */
const startFront = async (target: string): Promise<Server> => {
  const server = createServer((incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    operations.push(operation);
    const index = refusals.findIndex((refusal) => refusal.operation === operation);
    const [refusal] = index === -1 ? [] : refusals.splice(index, 1);
    if (refusal !== undefined) {
      incoming.resume();
      outgoing.writeHead(refusal.status, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(JSON.stringify({ __type: refusal.type, Message: 'Rate exceeded' }));
      return;
    }
    const { host: _, ...headers } = incoming.headers;
    const passed = request(target, { method: 'POST', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
};

beforeAll(async () => {
  layer = await startSpeedLayer();
  front = await startFront(layer.warehouseUrl);
  const { port } = front.address() as AddressInfo;
  client = new RedshiftDataClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'casepulse-admin', secretAccessKey: 'local' },
    maxAttempts: 8,
    retryMode: 'adaptive',
  });
  warehouse = new Warehouse({ workgroup: 'casepulse', database: 'casepulse' }, client);
});
beforeEach(async () => {
  await layer.clear();
  operations.length = 0;
  refusals.length = 0;
});
afterAll(async () => {
  client.destroy();
  front.closeAllConnections();
  front.close();
  await layer.close();
});

describe.each([
  ['throttles', 400, 'ThrottlingException'],
  ['runs as many statements as it may', 400, 'ActiveStatementsExceededException'],
  ['fails', 500, 'InternalServerException'],
])('a Data API that %s', (_name, status, type) => {
  it.each(['ExecuteStatement', 'BatchExecuteStatement', 'GetStatementResult'])(
    'at %s is asked again, later, and the load is done once',
    async (operation) => {
      await layer.send([caseEvent]);
      refusals.push({ operation, status, type }, { operation, status, type });
      expect(await loadKind('cases', 'recent', { ...layer.loader, warehouse })).toBe(1);
      expect(refusals).toEqual([]);
      expect(operations.filter((asked) => asked === operation).length).toBeGreaterThan(2);
      expect(
        await layer.warehouse.query('SELECT COUNT(*) AS objects FROM ops.load_ledger'),
      ).toEqual([{ objects: 1 }]);
    },
  );
});
