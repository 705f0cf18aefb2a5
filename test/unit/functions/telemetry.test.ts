import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Telemetry } from '../../../adapters/telemetry.ts';
import { lambdaContext as context } from './lambda-context.ts';

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', context.functionName);
  for (const output of [process.stdout, process.stderr]) {
    vi.spyOn(output, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What was printed, a JSON document a line. */
const lines = (): Record<string, unknown>[] =>
  printed
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('the telemetry of a function', () => {
  it('logs an entry as one line of JSON with its level, its service and its request', async () => {
    const { instrument, log } = new Telemetry('consume-events');
    const handler = instrument(async (event: number) => {
      log({ level: 'WARN', message: 'batch stored', records: event });
      return event + 1;
    });
    expect(await handler(3, context)).toBe(4);
    expect(lines()).toMatchObject([
      {
        level: 'WARN',
        message: 'batch stored',
        records: 3,
        service: 'consume-events',
        function_request_id: 'request-1',
      },
    ]);
  });

  it("sends an invocation's figures in the embedded metric format, once, added up, and those of a failed one too", async () => {
    const { instrument, count } = new Telemetry('load-facts');
    const handler = instrument(async (fails: boolean) => {
      count('LoadedObjects', 2);
      count('LoadedObjects', 3);
      if (fails) throw new Error('no warehouse');
    });
    await handler(false, context);
    await expect(handler(true, context)).rejects.toThrow('no warehouse');
    const figures = lines();
    expect(figures).toHaveLength(2);
    for (const figure of figures) {
      expect(figure).toMatchObject({
        service: 'load-facts',
        function: context.functionName,
        LoadedObjects: [2, 3],
        _aws: {
          CloudWatchMetrics: [
            {
              Namespace: 'CasePulse',
              Dimensions: [['service', 'function']],
              Metrics: [{ Name: 'LoadedObjects', Unit: 'Count' }],
            },
          ],
        },
      });
    }
  });

  it('prints nothing for an invocation that has nothing to tell', async () => {
    const handler = new Telemetry('load-facts').instrument(async () => 1);
    await handler(null, context);
    expect(lines()).toEqual([]);
  });
});
