import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import type { Context } from 'aws-lambda';
import { metricDimensions, metricNamespace } from '../domain/function-metrics.ts';
import type { Report } from '../domain/progress.ts';

/** One entry of a function's log: no payloads, no personal data. */
export type LogEntry = Readonly<Record<string, unknown>> & {
  readonly level: 'INFO' | 'WARN' | 'ERROR';
  readonly message: string;
};

/** Anything that a tracer can listen to: a client of the AWS SDK. */
type TracedClient = Parameters<Tracer['captureAWSv3Client']>[0];

/**
 * What one function tells of its work, by Powertools for AWS Lambda: its log as lines of JSON with the request
 * and trace they belong to, its figures in CloudWatch's embedded metric format, and its traces. Outside
 * Lambda the same lines go to the standard output, and nothing is traced.
 */
export class Telemetry {
  readonly #logger: Logger;
  readonly #metrics: Metrics;
  readonly #tracer: Tracer;

  /** @param service folder of the handler. */
  constructor(service: string) {
    const serviceName = service;
    const functionName = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? service;
    this.#logger = new Logger({ serviceName, logLevel: 'INFO' });
    this.#metrics = new Metrics({
      namespace: metricNamespace,
      serviceName,
      defaultDimensions: { function: metricDimensions(service, functionName).function },
    });
    this.#tracer = new Tracer({ serviceName, captureHTTPsRequests: false });
  }

  readonly log = ({ level, message, ...fields }: LogEntry): void => {
    const write = { INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
    this.#logger[write[level]](message, fields);
  };

  /** How far a long step is, as an entry of the log. */
  readonly report: Report = ({ step, ...progress }) =>
    this.log({ level: 'INFO', message: step, ...progress });

  /** Adds to a figure of this invocation. */
  readonly count = (metric: string, value: number): void => {
    this.#metrics.addMetric(metric, MetricUnit.Count, value);
  };

  /** Shows the calls of SDK clients in the traces. */
  trace(...clients: readonly TracedClient[]): void {
    for (const client of clients) this.#tracer.captureAWSv3Client(client);
  }

  /** A handler that tells of each invocation: its request in every log entry, its figures, its trace and error. */
  readonly instrument =
    <Event, Result>(
      handler: (event: Event, context: Context) => Promise<Result>,
    ): ((event: Event, context: Context) => Promise<Result>) =>
    async (event, context) => {
      this.#logger.addContext(context);
      const segment = this.#tracer.getSegment();
      const subsegment = segment?.addNewSubsegment('## handler');
      if (subsegment) this.#tracer.setSegment(subsegment);
      this.#tracer.annotateColdStart();
      this.#tracer.addServiceNameAnnotation();
      try {
        return await handler(event, context);
      } catch (error) {
        this.#tracer.addErrorAsMetadata(error as Error);
        throw error;
      } finally {
        subsegment?.close();
        if (segment) this.#tracer.setSegment(segment);
        if (this.#metrics.hasStoredMetrics()) this.#metrics.publishStoredMetrics();
      }
    };
}
