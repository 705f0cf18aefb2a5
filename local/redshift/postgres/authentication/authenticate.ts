import { FieldReader } from '../wire/field-reader.ts';
import type { ClientMessage } from '../wire/message-reader.ts';
import type { Output } from '../wire/output.ts';
import { ScramError, ScramExchange, type ScramVerifier } from './scram.ts';

const SASL = 10;
const SASL_CONTINUE = 11;
const SASL_FINAL = 12;
const OK = 0;
const MECHANISM = 'SCRAM-SHA-256';

/** Says that a password is asked for, waits for the proof and checks it. @throws ScramError @returns false for a wrong one */
export async function authenticate(
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
  writer.begin('R').int32(OK).end();
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
