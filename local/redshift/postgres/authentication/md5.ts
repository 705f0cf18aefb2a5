import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const md5 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** What a server keeps of a password for MD5: hash of password and user name. */
export function md5Verifier(user: string, password: string): string {
  return md5(password, user);
}

/** The server's side of an MD5 login: https://www.postgresql.org/docs/15/protocol-flow.html */
export class Md5Exchange {
  readonly salt = randomBytes(4);
  private readonly verifier: string;

  constructor(verifier: string) {
    this.verifier = verifier;
  }

  /** True where the answer comes from the password. */
  proves(answer: string): boolean {
    const expected = Buffer.from(`md5${md5(this.verifier, this.salt)}`);
    const given = Buffer.from(answer);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}
