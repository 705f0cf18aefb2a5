/** One value of a row: dates and moments are text, business-local unless the column says UTC. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/** What the warehouse committed last: the row of care.pipeline_commit and a text that changes with it. */
export type Commit = { readonly token: string; readonly row: Row };

/** What the API answers for a visual: its OpenAPI description is at /openapi.json. */
export type Answer = {
  readonly commit: Commit;
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly rows: readonly Row[];
  readonly comparedWith: readonly Row[];
  readonly rowLimit: number;
};

/** Choices of the filters, by filter. */
export type Options = Readonly<
  Record<string, readonly { readonly key: string; readonly label: string }[]>
>;

/** Longest wait for an answer, milliseconds: after it the reader is told. */
const patienceMs = 30_000;

/** Asks the API. @throws Error with a sentence for the reader */
export const ask = async <T>(path: string, signal?: AbortSignal): Promise<T> => {
  const limit = AbortSignal.timeout(patienceMs);
  let response: Response;
  try {
    response = await fetch(path, { signal: signal ? AbortSignal.any([signal, limit]) : limit });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Error('The dashboard’s server does not answer. Is CasePulse still running?', {
      cause,
    });
  }
  const body = (await response.json().catch(() => ({}))) as { error?: string };
  if (!response.ok) throw new Error(body.error ?? `The server answered ${response.status}.`);
  return body as T;
};
