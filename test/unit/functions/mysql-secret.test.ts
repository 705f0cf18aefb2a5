import { describe, expect, it } from 'vitest';
import { mysqlUrlOf } from '../../../lambdas/extract-dimensions/mysql-secret.ts';

const secret = { host: 'db.example', username: 'reader', password: 'p@ss/wörd', dbname: 'care' };

describe("MySQL's address from its secret", () => {
  it('escapes what a password may hold', () => {
    const url = new URL(mysqlUrlOf('arn', JSON.stringify({ ...secret, port: '3307' })));
    expect([url.host, decodeURIComponent(url.password)]).toEqual(['db.example:3307', 'p@ss/wörd']);
  });

  it('takes the usual port where the secret names none', () => {
    expect(mysqlUrlOf('arn', JSON.stringify(secret))).toMatch(/@db\.example:3306\/care$/);
  });

  it.each([['no JSON: p@ss'], [JSON.stringify({ ...secret, host: undefined })]])(
    'names the secret, and never what is in it',
    (text) => {
      expect(() => mysqlUrlOf('arn:secret', text)).toThrow(/^The secret arn:secret must be JSON/);
      expect(() => mysqlUrlOf('arn:secret', text)).not.toThrow(/p@ss/);
    },
  );
});
