import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';

/** An S3 server that keeps a reader waiting for one object, so that a COPY stands still in its middle. */
export interface GatedS3 {
  readonly options: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  put(key: string, body: string): Promise<void>;
  /** From now on whoever reads the object waits; resolves when someone does. */
  hold(key: string): Promise<void>;
  /** Lets all go on. */
  release(): void;
  stop(): Promise<void>;
}

const BUCKET = 'lake';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

export async function startGatedS3(): Promise<GatedS3> {
  const fauxqs = await startFauxqs({ port: 0, logger: false });
  const direct = new S3Client({
    endpoint: `http://127.0.0.1:${fauxqs.port}`,
    region: 'us-east-1',
    credentials,
  });
  await direct.send(new CreateBucketCommand({ Bucket: BUCKET }));
  let heldKey: string | undefined;
  let waiting: (() => void)[] = [];
  let tellHeld = (): void => undefined;
  const forward = (from: IncomingMessage, to: ServerResponse): void => {
    const { method, url, headers } = from;
    const onward = request({ host: '127.0.0.1', port: fauxqs.port, method, path: url, headers });
    onward.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(to);
    });
    // Whoever waited may have been killed.
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  };
  const server = createServer((from, to) => {
    const isHeld = heldKey !== undefined && (from.url ?? '').startsWith(`/${BUCKET}/${heldKey}`);
    if (!isHeld || from.method !== 'GET') return forward(from, to);
    waiting.push(() => forward(from, to));
    tellHeld();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const release = (): void => {
    heldKey = undefined;
    for (const go of waiting) go();
    waiting = [];
  };
  return {
    options: {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials,
    },
    put: async (key, body) => {
      await direct.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body }));
    },
    hold: (key) => {
      heldKey = key;
      return new Promise((resolve) => {
        tellHeld = resolve;
      });
    },
    release,
    stop: async () => {
      release();
      server.closeAllConnections();
      server.close();
      direct.destroy();
      await fauxqs.stop();
    },
  };
}
