import type { Socket } from 'node:net';
import { SqlError } from '../sql/sql-error.ts';
import type { Warehouse } from '../statements/warehouse.ts';
import { authenticate } from './authentication/authenticate.ts';
import { ScramError } from './authentication/scram.ts';
import type { PostgresUsers } from './authentication/users.ts';
import { ClientSettings } from './client/client-settings.ts';
import { startupSettings } from './client/startup-settings.ts';
import type { RunningSessions } from './running-sessions.ts';
import { ExtendedQuery } from './statements/extended-query.ts';
import { simpleQuery } from './statements/simple-query.ts';
import { StatementRunner } from './statements/statement-runner.ts';
import { FieldReader } from './wire/field-reader.ts';
import { type ClientMessage, MessageReader } from './wire/message-reader.ts';
import { Output } from './wire/output.ts';
import { readStartup } from './wire/startup.ts';

type Parameters = ReadonlyMap<string, string>;

/** The client has gone: nothing is left to say. */
class Disconnected extends Error {}

/** One client from its first byte to its last: a database session. */
export class Connection {
  private readonly socket: Socket;
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly reader = new MessageReader();
  private readonly output: Output;
  private readonly warehouse: Warehouse;
  private readonly users: PostgresUsers;
  private readonly running: RunningSessions;

  constructor(
    socket: Socket,
    warehouse: Warehouse,
    users: PostgresUsers,
    running: RunningSessions,
  ) {
    this.socket = socket;
    this.chunks = socket[Symbol.asyncIterator]();
    this.output = new Output(socket);
    this.warehouse = warehouse;
    this.users = users;
    this.running = running;
  }

  /** Serves the client until it leaves; never throws. */
  async serve(): Promise<void> {
    try {
      const parameters = await this.startUp();
      if (parameters && (await this.logIn(parameters))) await this.runSession(parameters);
    } catch (error) {
      // A broken connection, or bytes that are no messages: it ends either way.
      if (!(error instanceof Disconnected) && error instanceof RangeError)
        this.output.error(new SqlError(`invalid message: ${error.message}`, '08P01'), 'FATAL');
    } finally {
      await this.output.flush();
      this.socket.end();
      this.socket.destroySoon();
    }
  }

  /** Reads up to the StartupMessage; undefined where the connection wanted something else, and has it. */
  private async startUp(): Promise<Parameters | undefined> {
    for (;;) {
      const startup = readStartup((await this.nextMessage(false)).body);
      switch (startup.kind) {
        case 'encryption':
          // On loopback nothing is encrypted; the client goes on in the clear, or leaves.
          this.socket.write('N');
          continue;
        case 'cancel':
          this.running.cancel(startup.pid, startup.secret);
          return undefined;
        case 'unsupported':
          this.refuse(`unsupported frontend protocol ${startup.version}`, '0A000');
          return undefined;
        case 'session': {
          const { writer } = this.output;
          if (startup.isNewer) {
            writer.begin('v').int32(0).int32(startup.unknownOptions.length);
            for (const name of startup.unknownOptions) writer.text(name);
            writer.end();
          }
          return startup.parameters;
        }
      }
    }
  }

  private async logIn(parameters: Parameters): Promise<boolean> {
    const name = parameters.get('user') ?? '';
    try {
      const isKnown = await authenticate(
        this.output,
        this.users.verifiersOf(name),
        parameters.has(REDSHIFT_DRIVER_PARAMETER),
        () => this.nextMessage(true),
      );
      if (!isKnown) this.refuse(`password authentication failed for user "${name}"`, '28P01');
      return isKnown;
    } catch (error) {
      if (!(error instanceof ScramError)) throw error;
      this.refuse(error.message, '08P01');
      return false;
    }
  }

  private async runSession(parameters: Parameters): Promise<void> {
    const { output, warehouse } = this;
    const name = parameters.get('user') ?? '';
    const database = parameters.get('database') ?? name;
    if (database !== warehouse.database) {
      this.refuse(`database "${database}" does not exist`, '3D000');
      return;
    }
    const user = this.users.databaseUserOf(name);
    const session = await warehouse.openSession(user);
    const settings = new ClientSettings(name, session.isSuperuser);
    const runner = new StatementRunner(warehouse, session, settings, (sqlState, message) =>
      output.notice('WARNING', sqlState, message),
    );
    const secret = this.running.add(session.pid, runner);
    // A client that breaks off waits for no answer.
    this.socket.once('close', () => runner.cancel());
    try {
      if (!(await this.applySettings(runner, parameters))) return;
      for (const [setting, value] of settings.reported()) output.parameterStatus(setting, value);
      output.writer.begin('K').int32(session.pid).int32(secret).end();
      output.readyForQuery('I');
      await this.answer(runner);
    } finally {
      this.running.remove(session.pid);
      await runner.close();
    }
  }

  /** @returns false where a setting can't be, which ends the connection */
  private async applySettings(runner: StatementRunner, parameters: Parameters): Promise<boolean> {
    try {
      for (const { name, value } of startupSettings(parameters)) await runner.set(name, value);
      return true;
    } catch (error) {
      this.output.error(error, 'FATAL');
      return false;
    }
  }

  private async answer(runner: StatementRunner): Promise<void> {
    const extended = new ExtendedQuery(runner, this.output);
    await this.output.flush();
    for (;;) {
      const message = await this.nextMessage(true);
      if (message.type === 'X') return;
      if (await extended.handle(message)) continue;
      if (message.type === 'Q') {
        await simpleQuery(runner, this.output, new FieldReader(message.body).text());
        await this.output.flush();
      } else if (!COPY_MESSAGES.has(message.type)) {
        this.refuse(`invalid frontend message type ${message.type.charCodeAt(0)}`, '08P01');
        return;
      }
    }
  }

  private refuse(message: string, sqlState: string): void {
    this.output.error(new SqlError(message, sqlState), 'FATAL');
  }

  /** @throws Disconnected when the client has gone */
  private async nextMessage(hasType: boolean): Promise<ClientMessage> {
    for (;;) {
      const message = this.reader.next(hasType);
      if (message) return message;
      const { done, value } = await this.chunks.next();
      if (done) throw new Disconnected();
      this.reader.push(value);
    }
  }
}

/** Amazon's own drivers for JDBC and Python send it, and know MD5 but no SCRAM: https://github.com/aws/amazon-redshift-jdbc-driver */
const REDSHIFT_DRIVER_PARAMETER = 'client_protocol_version';

/** CopyData, CopyDone, CopyFail: a client may send them after COPY FROM STDIN was refused. */
const COPY_MESSAGES = new Set(['d', 'c', 'f']);
