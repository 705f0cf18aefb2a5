import type { S3Client } from '@aws-sdk/client-s3';

type Stack = Pick<S3Client['middlewareStack'], 'add'>;

/** What calls carry that is worth counting. */
type Carried = { readonly Body?: unknown; readonly Sqls?: readonly string[] };
type Answered = { readonly output: { readonly Records?: readonly unknown[] } };

/** Whether a call was made depends on how fast the statement was: no such count is stable. */
const depends = ['DescribeStatementCommand'];

/** Counts calls of the SDK's clients, and what they carry, from one `take` to the next. */
export class CallMeter {
  #calls: Record<string, number> = {};
  #putBytes = 0;
  #statements = 0;
  #rows = 0;

  /** Counts the calls of clients from now on. */
  listen(...clients: readonly { readonly middlewareStack: object }[]): void {
    for (const client of new Set(clients)) {
      (client.middlewareStack as Stack).add(
        (next, context) => async (call) => {
          this.#count(String(context.commandName), call.input as Carried);
          const result = await next(call);
          this.#rows += ((result as Answered).output.Records ?? []).length;
          return result;
        },
        { step: 'initialize', name: 'callMeter', override: true },
      );
    }
  }

  #count(name: string, { Body, Sqls }: Carried): void {
    if (depends.includes(name)) return;
    const call = name.replace(/Command$/, '');
    this.#calls[call] = (this.#calls[call] ?? 0) + 1;
    if (call === 'ExecuteStatement') this.#statements += 1;
    this.#statements += Sqls?.length ?? 0;
    if (Body instanceof Uint8Array || typeof Body === 'string') {
      this.#putBytes += Buffer.byteLength(Body);
    }
  }

  /** What was counted since the last time, and counts from zero again. */
  take(): {
    calls: Record<string, number>;
    putBytes: number;
    statements: number;
    rows: number;
  } {
    const taken = {
      calls: this.#calls,
      putBytes: this.#putBytes,
      statements: this.#statements,
      rows: this.#rows,
    };
    this.#calls = {};
    this.#putBytes = 0;
    this.#statements = 0;
    this.#rows = 0;
    return taken;
  }
}
