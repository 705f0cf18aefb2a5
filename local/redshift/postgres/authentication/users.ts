import { randomBytes } from 'node:crypto';
import { md5Verifier } from './md5.ts';
import { type ScramVerifier, scramVerifier } from './scram.ts';

/** A login of the PostgreSQL protocol. */
export interface PostgresUser {
  password: string;
  /** The database user whose rights it has. @default the login's own name */
  dbUser?: string;
}

/** What a password is checked by, for either way to prove it. */
export interface Verifiers {
  scram: ScramVerifier;
  md5: string;
}

function verifiersOf(name: string, password: string): Verifiers {
  return { scram: scramVerifier(password), md5: md5Verifier(name, password) };
}

/** Who may log in, and as whom. Passwords are kept as verifiers only. */
export class PostgresUsers {
  private readonly users: ReadonlyMap<string, { verifiers: Verifiers; dbUser: string }>;
  /** What an unknown name is checked against, so that it takes the same course and fails. */
  private readonly nobody = verifiersOf('', randomBytes(32).toString('hex'));

  constructor(users: Readonly<Record<string, PostgresUser>>) {
    this.users = new Map(
      Object.entries(users).map(([name, { password, dbUser }]) => [
        name,
        { verifiers: verifiersOf(name, password), dbUser: dbUser ?? name },
      ]),
    );
  }

  verifiersOf(name: string): Verifiers {
    return this.users.get(name)?.verifiers ?? this.nobody;
  }

  databaseUserOf(name: string): string {
    return this.users.get(name)?.dbUser ?? name;
  }
}
