import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

const uses: Readonly<Record<string, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'write',
  DELETE: 'delete',
};

const prefixOf = (key: string): string =>
  key.startsWith('aws/lambda/') ? 'aws/lambda/' : key.slice(0, key.indexOf('/') + 1);

/** Stands before S3 and notes what is asked of it, as test/fixtures/object-rights.ts writes rights. */
export const startObjectRecorder = async (objectsUrl: string) => {
  const rights = new Set<string>();
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const { pathname } = new URL(url, objectsUrl);
    const [, bucket = '', ...rest] = pathname.split('/');
    const key = decodeURIComponent(rest.join('/'));
    rights.add(key === '' ? `list ${bucket}` : `${uses[method]} ${bucket}/${prefixOf(key)}`);
    const forwarded = send(new URL(url, objectsUrl), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    rights,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
};
