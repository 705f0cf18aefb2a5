import { FieldReader } from '../wire/field-reader.ts';
import type { ClientMessage } from '../wire/message-reader.ts';
import type { Output } from '../wire/output.ts';
import { Md5Exchange } from './md5.ts';
import { ScramError, ScramExchange, type ScramVerifier } from './scram.ts';
import type { Verifiers } from './users.ts';

const MD5 = 5;
const SASL = 10;
const SASL_CONTINUE = 11;
const SASL_FINAL = 12;
const OK = 0;
const MECHANISM = 'SCRAM-SHA-256';

/**
 * Asks for a password, waits for the proof and checks it.
 * @param isByMd5 for clients that know no SCRAM
 * @throws ScramError
 * @returns false for a wrong one
 */
export async function authenticate(
  output: Output,
  verifiers: Verifiers,
  isByMd5: boolean,
  next: () => Promise<ClientMessage>,
): Promise<boolean> {
  const isProved = isByMd5
    ? await byMd5(output, verifiers.md5, next)
    : await byScram(output, verifiers.scram, next);
  if (isProved) output.writer.begin('R').int32(OK).end();
  return isProved;
}

async function byMd5(
  output: Output,
  verifier: string,
  next: () => Promise<ClientMessage>,
): Promise<boolean> {
  const exchange = new Md5Exchange(verifier);
  output.writer.begin('R').int32(MD5).bytesOf(exchange.salt).end();
  return exchange.proves(new FieldReader(await passwordMessage(output, next)).text());
}

async function byScram(
  output: Output,
  verifier: ScramVerifier,
  next: () => Promise<ClientMessage>,
): Promise<boolean> {
  const { writer } = output;
  // The list of mechanisms ends with an empty name.
  writer.begin('R').int32(SASL).text(MECHANISM).text('').end();
  const initial = new FieldReader(await passwordMessage(output, next));
  if (initial.text() !== MECHANISM)
    throw new ScramError('client selected an invalid SASL mechanism');
  const exchange = new ScramExchange(verifier);
  const challenge = exchange.first(initial.value()?.toString() ?? '');
  writer.begin('R').int32(SASL_CONTINUE).bytesOf(Buffer.from(challenge)).end();
  const answer = exchange.final((await passwordMessage(output, next)).toString());
  if (answer === undefined) return false;
  writer.begin('R').int32(SASL_FINAL).bytesOf(Buffer.from(answer)).end();
  return true;
}

async function passwordMessage(
  output: Output,
  next: () => Promise<ClientMessage>,
): Promise<Buffer> {
  await output.flush();
  const { type, body } = await next();
  if (type !== 'p') throw new ScramError(`expected a password, got message type "${type}"`);
  return body;
}
