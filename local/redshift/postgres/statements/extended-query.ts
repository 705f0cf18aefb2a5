import { SqlError } from '../../sql/sql-error.ts';
import type { PreparedStatement } from '../client/prepared-statements.ts';
import { decodeParameter } from '../values/decode.ts';
import { OIDS } from '../values/types.ts';
import { FieldReader } from '../wire/field-reader.ts';
import type { ClientMessage } from '../wire/message-reader.ts';
import type { Output } from '../wire/output.ts';
import { commandTag } from './command-tag.ts';
import { errorPosition } from './error-position.ts';
import { countParameters, markPositions } from './positions.ts';
import { describeRow, formatOf, RowSender } from './results.ts';
import { tellLoaded } from './simple-query.ts';
import { splitStatements } from './split.ts';
import type { Done, StatementRunner } from './statement-runner.ts';

interface Portal {
  sql: string | undefined;
  values: ReadonlyMap<string, string>;
  formats: number[];
  /** What it came to; undefined until it runs. */
  done?: Done & { sender: RowSender | undefined };
}

const BINARY_FORMAT = 1;

/**
 * The extended query protocol: https://www.postgresql.org/docs/15/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 * After an error everything up to the next Sync is passed over.
 */
export class ExtendedQuery {
  private readonly runner: StatementRunner;
  private readonly output: Output;
  private readonly portals = new Map<string, Portal>();
  private isSkipping = false;
  /** The text of the Parse that is under way. */
  private parsing: string | undefined;

  constructor(runner: StatementRunner, output: Output) {
    this.runner = runner;
    this.output = output;
  }

  /** Handles a message of the extended protocol. @returns false for any other message */
  async handle({ type, body }: ClientMessage): Promise<boolean> {
    if (type === 'S') {
      await this.sync();
      return true;
    }
    const step = this.steps[type];
    if (!step) return false;
    if (this.isSkipping) return true;
    try {
      await step(new FieldReader(body));
    } catch (error) {
      await this.runner.fail(error);
      this.output.error(error, 'ERROR', this.positionOf(error));
      this.isSkipping = true;
    }
    return true;
  }

  private readonly steps: Readonly<Record<string, (fields: FieldReader) => Promise<void>>> = {
    P: (fields) => this.parse(fields),
    B: (fields) => this.bind(fields),
    D: (fields) => this.describe(fields),
    E: (fields) => this.execute(fields),
    C: (fields) => this.close(fields),
    H: () => this.output.flush(),
  };

  private async parse(fields: FieldReader): Promise<void> {
    const name = fields.text();
    this.parsing = fields.text();
    const statements = splitStatements(this.parsing);
    const declared = fields.list(() => fields.int32());
    if (statements.length > 1)
      throw new SqlError('cannot insert multiple commands into a prepared statement', '42601');
    this.runner.prepared.refuseTaken(name);
    const sql = statements[0]?.sql;
    const count = Math.max(sql === undefined ? 0 : countParameters(sql), declared.length);
    const parameterOids = Array.from({ length: count }, (_, index) => declared[index] ?? 0);
    // What can't be parsed is refused now.
    if (sql !== undefined) await this.runner.plan(markPositions(sql, parameterOids, () => false));
    this.runner.prepared.add(name, { sql, parameterOids });
    this.parsing = undefined;
    this.output.empty('1');
  }

  /** A text is checked when it is parsed; what fails later is no mistake in writing. */
  private positionOf(error: unknown): number | undefined {
    const text = this.parsing;
    this.parsing = undefined;
    return text === undefined ? undefined : errorPosition(text, { sql: text, start: 0 }, error);
  }

  private async bind(fields: FieldReader): Promise<void> {
    const portalName = fields.text();
    const statement = this.runner.prepared.get(fields.text());
    const formats = fields.list(() => fields.int16());
    const given = fields.list(() => fields.value());
    const resultFormats = fields.list(() => fields.int16());
    const { sql, parameterOids } = statement;
    if (given.length !== parameterOids.length)
      throw new SqlError(
        `bind message supplies ${given.length} parameters, but prepared statement requires ${parameterOids.length}`,
        '08P01',
      );
    if (portalName !== '' && this.portals.has(portalName))
      throw new SqlError(`cursor "${portalName}" already exists`, '42P03');
    const values = new Map<string, string>();
    for (const [index, bytes] of given.entries()) {
      const isBinary = formatOf(formats, index) === BINARY_FORMAT;
      if (bytes !== null)
        values.set(String(index + 1), decodeParameter(bytes, parameterOids[index] ?? 0, isBinary));
    }
    this.portals.set(portalName, {
      sql:
        sql === undefined
          ? undefined
          : markPositions(sql, parameterOids, (index) => given[index - 1] === null),
      values,
      formats: resultFormats,
    });
    this.output.empty('2');
  }

  private async describe(fields: FieldReader): Promise<void> {
    if (fields.byte() === 'S')
      return this.describeStatement(this.runner.prepared.get(fields.text()));
    const portal = this.portal(fields.text());
    if (portal.sql === undefined) return this.output.empty('n');
    const columns = await this.runner.columns(portal.sql, portal.values);
    if (columns) describeRow(this.output, columns, portal.formats);
    else this.output.empty('n');
  }

  private async describeStatement(statement: PreparedStatement): Promise<void> {
    const { sql, parameterOids } = statement;
    const marked = sql === undefined ? undefined : markPositions(sql, parameterOids, () => false);
    const isOpen = marked !== undefined && parameterOids.includes(0);
    const inferred = isOpen ? await this.runner.parameterOids(marked, parameterOids.length) : [];
    for (const [index, declared] of parameterOids.entries()) {
      if (declared === 0) parameterOids[index] = inferred[index] ?? OIDS.text;
    }
    const columns = marked === undefined ? undefined : await this.runner.columns(marked);
    const { writer } = this.output;
    writer.begin('t').int16(parameterOids.length);
    for (const oid of parameterOids) writer.oid(oid);
    writer.end();
    if (columns) describeRow(this.output, columns, []);
    else this.output.empty('n');
  }

  private async execute(fields: FieldReader): Promise<void> {
    const portal = this.portal(fields.text());
    const most = fields.int32();
    const { sql } = portal;
    if (sql === undefined) return this.output.empty('I');
    const isFirst = portal.done === undefined;
    portal.done ??= await this.run(sql, portal);
    const { plan, rowCount, sender } = portal.done;
    const sent = sender ? await sender.send(this.output, most) : 0;
    if (sender && !sender.isDone) return this.output.empty('s');
    if (isFirst) tellLoaded(this.output, plan, rowCount);
    this.output.commandComplete(commandTag(plan, sql, sender ? sent : rowCount));
  }

  private async run(sql: string, portal: Portal): Promise<NonNullable<Portal['done']>> {
    const done = await this.runner.run(sql, portal.values, true);
    if (done.plan.kind === 'transaction') this.portals.clear();
    return { ...done, sender: done.result && new RowSender(done.result, portal.formats) };
  }

  private async close(fields: FieldReader): Promise<void> {
    const isStatement = fields.byte() === 'S';
    const name = fields.text();
    if (isStatement) this.runner.prepared.remove(name);
    else this.portals.delete(name);
    this.output.empty('3');
  }

  private async sync(): Promise<void> {
    try {
      if (!this.isSkipping) await this.runner.finish();
    } catch (error) {
      await this.runner.fail(error);
      this.output.error(error);
    }
    this.isSkipping = false;
    if (this.runner.status !== 'T') this.portals.clear();
    this.output.readyForQuery(this.runner.status);
    await this.output.flush();
  }

  private portal(name: string): Portal {
    const portal = this.portals.get(name);
    if (!portal) throw new SqlError(`portal "${name}" does not exist`, '34000');
    return portal;
  }
}
