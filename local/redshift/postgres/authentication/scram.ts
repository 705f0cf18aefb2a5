import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a server keeps of a password: RFC 5802, section 3. */
export interface ScramVerifier {
  salt: Buffer;
  iterations: number;
  storedKey: Buffer;
  serverKey: Buffer;
}

/** PostgreSQL's own number: https://www.postgresql.org/docs/15/runtime-config-connection.html */
const ITERATIONS = 4096;

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

export function scramVerifier(password: string): ScramVerifier {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, ITERATIONS, 32, 'sha256');
  return {
    salt,
    iterations: ITERATIONS,
    storedKey: sha256(hmac(salted, 'Client Key')),
    serverKey: hmac(salted, 'Server Key'),
  };
}

/** Thrown where the exchange is not as SCRAM-SHA-256 has it. */
export class ScramError extends Error {
  override readonly name = 'ScramError';
}

/** The server's side of one SCRAM-SHA-256 exchange (RFC 5802, RFC 7677), without channel binding. */
export class ScramExchange {
  private readonly verifier: ScramVerifier;
  private readonly serverNonce = randomBytes(18).toString('base64');
  private header = '';
  private clientFirst = '';
  private serverFirst = '';
  private nonce = '';

  constructor(verifier: ScramVerifier) {
    this.verifier = verifier;
  }

  /** The answer to the client's first message. @throws ScramError */
  first(message: string): string {
    // gs2-header: no channel binding ("n"), or the client would and thinks that we can't ("y").
    const [, header, bare, nonce] =
      /^([ny],(?:a=[^,]*)?,)((?:m=[^,]*,)?n=[^,]*,r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s.exec(
        message,
      ) ?? [];
    if (header === undefined || bare === undefined || nonce === undefined)
      throw new ScramError('malformed SCRAM message');
    this.header = header;
    this.clientFirst = bare;
    this.nonce = nonce + this.serverNonce;
    this.serverFirst = `r=${this.nonce},s=${this.verifier.salt.toString('base64')},i=${this.verifier.iterations}`;
    return this.serverFirst;
  }

  /** The answer to the client's proof, or undefined where the password is wrong. @throws ScramError */
  final(message: string): string | undefined {
    const [, withoutProof, header, nonce, proof] =
      /^(c=([^,]+),r=([^,]+)(?:,[^p][^,]*)*),p=([^,]+)$/.exec(message) ?? [];
    if (withoutProof === undefined || header === undefined || proof === undefined)
      throw new ScramError('malformed SCRAM message');
    if (nonce !== this.nonce || Buffer.from(header, 'base64').toString() !== this.header)
      throw new ScramError('malformed SCRAM message');
    const exchange = `${this.clientFirst},${this.serverFirst},${withoutProof}`;
    const signature = hmac(this.verifier.storedKey, exchange);
    const given = Buffer.from(proof, 'base64');
    if (given.length !== signature.length) return undefined;
    const clientKey = Buffer.from(given.map((byte, index) => byte ^ (signature[index] ?? 0)));
    if (!timingSafeEqual(sha256(clientKey), this.verifier.storedKey)) return undefined;
    return `v=${hmac(this.verifier.serverKey, exchange).toString('base64')}`;
  }
}
