import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort, listenOnLoopback } from '../../../local/loopback.ts';

it('a free port is none that the system may give to a connection before its server has started', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  for (const port of ports) {
    expect(port).toBeGreaterThanOrEqual(20_000);
    expect(port).toBeLessThan(32_768);
  }
  const server = createServer();
  const [port = 0] = ports;
  expect(await listenOnLoopback(server, port)).toBe(port);
  await expect(freePort(port)).rejects.toThrow(
    `Port ${port} on 127.0.0.1 must be free, but something listens there`,
  );
  server.close();
});
