import {
  Agent,
  createServer as createHttp1Server,
  type IncomingHttpHeaders,
  request as startRequest,
} from 'node:http';
import { createServer as createHttp2Server, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { listenOnLoopback, loopback } from '../../../local/loopback.ts';

/** A request that came whole. */
export type ProxiedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The operation of AWS' JSON protocols, such as 'PutRecords'; empty for S3. */
  readonly operation: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** What becomes of a request: an answer of the proxy's or of the part's, or none. */
export type Behaviour = (
  request: ProxiedRequest,
  /** Asks the real part. */
  forward: (request: ProxiedRequest) => Promise<Answer>,
) => Promise<Answer | 'no answer'>;

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'host',
]);

const endToEnd = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name.startsWith(':') || hopByHop.has(name)
        ? []
        : [[name, String(value)]],
    ),
  );

const asIs: Behaviour = (request, forward) => forward(request);

/**
 * A proxy on loopback before one real part, that can be told to misbehave. The part's own failures
 * (refused and broken connections) come through as such.
 */
export class FaultyProxy {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #target: () => string;
  readonly #sockets = new Set<Socket>();
  #behaviour: Behaviour = asIs;
  #watchers: ((request: ProxiedRequest) => void)[] = [];
  #close: () => Promise<void> = async () => undefined;
  #url = '';

  /** @param target address of the part; asked for each request. */
  constructor(target: () => string) {
    this.#target = target;
  }

  get url(): string {
    return this.#url;
  }

  /** Misbehaves until the next call; as the part does, where there is no behaviour. */
  behave(behaviour: Behaviour = asIs): void {
    this.#behaviour = behaviour;
  }

  /** Returns when a request of this kind comes, before the part has it. */
  next(isMeant: (request: ProxiedRequest) => boolean): Promise<void> {
    return new Promise((come) => {
      const watch = (request: ProxiedRequest): void => {
        if (!isMeant(request)) return;
        this.#watchers = this.#watchers.filter((watcher) => watcher !== watch);
        come();
      };
      this.#watchers.push(watch);
    });
  }

  /** @param protocol HTTP/2 for what the SDK's Kinesis client speaks, else HTTP/1.1. */
  async listen(protocol: 'http1' | 'http2'): Promise<void> {
    type Request = AsyncIterable<Buffer> & {
      method?: string | undefined;
      url?: string | undefined;
      headers: IncomingHttpHeaders;
    };
    type Response = {
      writeHead: (status: number, headers: Record<string, string>) => unknown;
      end: (body: Buffer) => unknown;
    };
    const serve = async (request: Request, response: Response, drop: () => void): Promise<void> => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const whole: ProxiedRequest = {
          method: request.method ?? 'GET',
          path: request.url ?? '/',
          headers: request.headers,
          body: Buffer.concat(chunks),
          operation:
            String(request.headers['x-amz-target'] ?? '')
              .split('.')
              .at(-1) ?? '',
        };
        for (const watch of this.#watchers) watch(whole);
        const answer = await this.#behaviour(whole, (what) => this.#forward(what));
        if (answer === 'no answer') return drop();
        response.writeHead(answer.status, {
          ...answer.headers,
          'content-length': String(answer.body.length),
        });
        response.end(answer.body);
      } catch {
        drop();
      }
    };
    const server =
      protocol === 'http2'
        ? createHttp2Server((request, response) => {
            const session = request.stream.session as ServerHttp2Session | undefined;
            void serve(request as unknown as Request, response, () => session?.destroy());
          })
        : createHttp1Server((request, response) => {
            void serve(request, response, () => request.socket.destroy());
          });
    server.on('sessionError', () => undefined);
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    const port = await listenOnLoopback(server, undefined);
    this.#url = `http://${loopback}:${port}`;
    this.#close = async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      for (const socket of this.#sockets) socket.destroy();
      await closed;
      this.#agent.destroy();
    };
  }

  close(): Promise<void> {
    return this.#close();
  }

  #forward({ method, path, headers, body }: ProxiedRequest): Promise<Answer> {
    return new Promise((answered, failed) => {
      const outgoing = startRequest(
        new URL(path, this.#target()),
        {
          method,
          agent: this.#agent,
          headers: { ...endToEnd(headers), 'content-length': String(body.length) },
        },
        async (incoming) => {
          try {
            const chunks: Buffer[] = [];
            for await (const chunk of incoming) chunks.push(chunk as Buffer);
            answered({
              status: incoming.statusCode ?? 500,
              headers: endToEnd(incoming.headers),
              body: Buffer.concat(chunks),
            });
          } catch (error) {
            failed(error);
          }
        },
      );
      outgoing.on('error', failed);
      outgoing.end(body);
    });
  }
}

/** Never answers: the connection breaks after a while, as behind a balancer that gives up. */
export const silence =
  (afterMs: number): Behaviour =>
  async () => {
    await sleep(afterMs);
    return 'no answer';
  };

/** Does what was asked, but nobody gets to know. */
export const lostAnswer: Behaviour = async (request, forward) => {
  await forward(request);
  return 'no answer';
};

/** Misbehaves for a share of the requests, as `chance` says each time. */
export const sometimes =
  (chance: () => boolean, behaviour: Behaviour): Behaviour =>
  (request, forward) =>
    chance() ? behaviour(request, forward) : forward(request);
