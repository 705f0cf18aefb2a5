import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { ContractError } from '../../domain/errors.ts';
import type { Answers } from './answers.ts';
import type { CommitNews, CommitWatch } from './commit-watch.ts';
import { answer, behindQuery, commitSchema, options, refusal, visualQuery } from './parameters.ts';

/** A line at least this often, so that both sides know that the connection lives, milliseconds. */
const heartbeatMs = 5000;

const json = <Schema>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
const refusals = {
  400: json(refusal, 'A parameter is wrong: which, and what it must be'),
  404: json(refusal, 'There is no such visual'),
  503: json(refusal, 'The warehouse does not answer now'),
};

const visualRoute = createRoute({
  method: 'get',
  path: '/api/visuals/{visual}',
  summary: 'The rows of a visual of the definition',
  request: { query: visualQuery },
  responses: { 200: json(answer, 'Rows in the columns of the care view'), ...refusals },
});
const behindRoute = createRoute({
  method: 'get',
  path: '/api/behind',
  summary: 'The cases or surveys that a number counts; `total` of each row is that number',
  request: { query: behindQuery },
  responses: { 200: json(answer, 'Rows of care.fact_case or care.fact_survey'), ...refusals },
});
const optionsRoute = createRoute({
  method: 'get',
  path: '/api/options',
  summary: 'The choices of the filters',
  responses: { 200: json(options, 'Members by filter'), ...refusals },
});
const commitRoute = createRoute({
  method: 'get',
  path: '/api/commit',
  summary: 'What was committed last: for who can not hold a stream open',
  responses: { 200: json(commitSchema, 'The last commit'), ...refusals },
});

/** One line for a log, one for the reader: a warehouse that is away is no fault of the page. */
const outageOf = (error: unknown): string =>
  `The warehouse does not answer: ${error instanceof Error ? error.message.split('\n')[0] : error}`;

/** The read-only API of the dashboard and its description at /openapi.json. */
export const apiRoutes = (answers: Answers, watch: CommitWatch): OpenAPIHono => {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return;
      const error = result.error.issues
        .map(({ path, message }) => `${path.join('.') || 'The query'}: ${message}`)
        .join('; ');
      return context.json({ error }, 400);
    },
  });
  app.onError((error, context) => {
    if (error instanceof ContractError) return context.json({ error: error.message }, 404);
    console.error(error);
    return context.json({ error: outageOf(error) }, 503);
  });
  app.use('/api/*', async (context, next) => {
    await next();
    context.header('Cache-Control', 'no-store');
  });
  app.openapi(visualRoute, async (context) =>
    context.json(
      await answers.visual(context.req.param('visual') ?? '', context.req.valid('query')),
      200,
    ),
  );
  app.openapi(behindRoute, async (context) =>
    context.json(await answers.behind(context.req.valid('query')), 200),
  );
  app.openapi(optionsRoute, async (context) => context.json(await answers.options(), 200));
  app.openapi(commitRoute, async (context) => context.json(await watch.current(), 200));
  app.get('/api/live', (context) =>
    streamSSE(context, async (stream) => {
      let last = '';
      let lastSaidMs = 0;
      const tell = (news: CommitNews): void => {
        const event = 'commit' in news ? 'commit' : 'outage';
        const what = 'commit' in news ? news.commit.token : news.outage;
        const isNew = `${event} ${what}` !== last;
        if (!isNew && Date.now() - lastSaidMs < heartbeatMs) return;
        last = `${event} ${what}`;
        lastSaidMs = Date.now();
        const data = 'commit' in news ? news.commit : { error: outageOf(news.outage) };
        void stream.writeSSE({ event, data: JSON.stringify(data) });
      };
      const leave = watch.watch(tell);
      await new Promise<void>((done) => stream.onAbort(done));
      leave();
    }),
  );
  app.doc('/openapi.json', {
    openapi: '3.0.3',
    info: {
      title: 'CasePulse dashboard',
      version: '1',
      description: 'Read-only answers from the care views, as the analyst. Loopback only.',
    },
  });
  return app;
};
