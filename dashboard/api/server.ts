import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Warehouse } from '../../adapters/redshift-data.ts';
import { Answers } from './answers.ts';
import { CommitWatch } from './commit-watch.ts';
import { apiRoutes } from './routes.ts';

/** A file of the page. */
export type PageFile = { readonly type: string; readonly body: Uint8Array<ArrayBuffer> };

/** The page's files by path; `/` is the page itself. */
export type PageFiles = (path: string) => PageFile | null;

export type DashboardOptions = {
  /** As an analyst sees it. */
  readonly warehouse: Warehouse;
  readonly page: PageFiles;
  /** 127.0.0.1 unless somebody knows better. */
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
};

/** https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP: nothing from elsewhere, no script in the page's text. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Whether the browser meant this server: another name that points here is somebody's trick. */
const isOwnName = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;

/** Serves the dashboard until `close`. */
export const startDashboard = async ({
  warehouse,
  page,
  host,
  port,
}: DashboardOptions): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> => {
  const watch = new CommitWatch(warehouse);
  let listensOn = port;
  const app = new Hono();
  app.use(async (context, next): Promise<Response | undefined> => {
    if (!isOwnName(context.req.header('host'), listensOn)) {
      return context.json({ error: 'The host must be 127.0.0.1 or localhost' }, 403);
    }
    await next();
    context.header('Content-Security-Policy', contentSecurityPolicy);
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
    context.header('Cross-Origin-Resource-Policy', 'same-origin');
    return undefined;
  });
  app.route('/', apiRoutes(new Answers(warehouse, watch), watch));
  app.get('*', (context) => {
    const file = page(context.req.path);
    if (!file) return context.json({ error: `There is no ${context.req.path}` }, 404);
    const isHashed = context.req.path.startsWith('/assets/');
    return context.body(file.body, 200, {
      'Content-Type': file.type,
      'Cache-Control': isHashed ? 'max-age=31536000, immutable' : 'no-cache',
    });
  });
  const server = await new Promise<ReturnType<typeof serve>>((ready, failed) => {
    const starting = serve({ fetch: app.fetch, hostname: host, port }, (address) => {
      listensOn = address.port;
      ready(starting);
    });
    starting.once('error', failed);
  });
  return {
    url: `http://${host}:${listensOn}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
};
