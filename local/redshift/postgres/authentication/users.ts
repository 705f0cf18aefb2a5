import { randomBytes } from 'node:crypto';
import { type ScramVerifier, scramVerifier } from './scram.ts';

/** A login of the PostgreSQL protocol. */
export interface PostgresUser {
  password: string;
  /** The database user whose rights it has. @default the login's own name */
  dbUser?: string;
}

/** Who may log in, and as whom. Passwords are kept as SCRAM verifiers only. */
export class PostgresUsers {
  private readonly users: ReadonlyMap<string, { verifier: ScramVerifier; dbUser: string }>;
  /** What an unknown name is checked against, so that it takes the same course and fails. */
  private readonly nobody = scramVerifier(randomBytes(32).toString('hex'));

  constructor(users: Readonly<Record<string, PostgresUser>>) {
    this.users = new Map(
      Object.entries(users).map(([name, { password, dbUser }]) => [
        name,
        { verifier: scramVerifier(password), dbUser: dbUser ?? name },
      ]),
    );
  }

  verifierOf(name: string): ScramVerifier {
    return this.users.get(name)?.verifier ?? this.nobody;
  }

  databaseUserOf(name: string): string {
    return this.users.get(name)?.dbUser ?? name;
  }
}
