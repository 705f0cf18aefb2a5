import type { RowDataPacket } from 'mysql2';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Encoder, encodeHere } from '../../../../adapters/mysql-rows/encode-rows.ts';
import { findExtract } from '../../../../batch/dimensions/extract-record.ts';
import { extractDimensions } from '../../../../batch/extract-dimensions.ts';
import { loadDimensions } from '../../../../batch/load-dimensions.ts';
import { ContractError, TransientError } from '../../../../domain/errors.ts';
import type { DimensionParts } from '../dimension-parts.ts';

export const describeLostConnection = (started: () => DimensionParts) =>
  describe('an extraction that loses its connection to MySQL', () => {
    let parts: DimensionParts;
    let kills: number;
    beforeAll(async () => {
      parts = started();
      await parts.seedAnew();
    });
    beforeEach(() => {
      kills = 0;
    });

    /** Ends every connection but this test's own, as a server does that is started again. */
    const killConnections = async () => {
      const [rows] = await parts.mysql.query<RowDataPacket[]>(
        'SELECT id FROM information_schema.PROCESSLIST WHERE id <> CONNECTION_ID()',
      );
      for (const { id } of rows) await parts.mysql.query(`KILL ${id}`);
      kills++;
    };

    /** Loses the connection half-way, before the employees, in the first so many attempts. */
    const losing = (attempts: number) => (): Encoder => {
      const encoder = encodeHere();
      return {
        ...encoder,
        encode: (dimension, chunks) => {
          const cut = async function* () {
            if (dimension.name === 'employee' && kills < attempts) await killConnections();
            yield* chunks;
          };
          return encoder.encode(dimension, cut());
        },
      };
    };

    const runNamed = (runId: string) => ({ runId, startedAt: '2026-03-10 12:00:00' });

    it('begins again in a snapshot of its own, and the dimensions are whole', async () => {
      const run = runNamed('lost-once');
      await extractDimensions(parts.context, run, losing(1));
      expect(kills).toBe(1);
      await loadDimensions(parts.context, run);
      expect(await parts.inWarehouse()).toEqual(await parts.inMysql());
    });

    it('gives up after three attempts, says so in one sentence and leaves no extract', async () => {
      const run = runNamed('lost-always');
      const extracting = extractDimensions(parts.context, run, losing(99));
      await expect(extracting).rejects.toThrow(TransientError);
      await expect(extracting).rejects.toThrow(
        /^The extraction must get through in 3 attempts, got none through: MySQL at .* must answer/,
      );
      expect(kills).toBe(3);
      expect(await findExtract(parts.context, run)).toBeNull();
    });

    it('does not begin again for what a second attempt can not mend', async () => {
      let attempts = 0;
      const refusing = (): Encoder => {
        attempts++;
        return {
          ...encodeHere(),
          encode: () => {
            throw new ContractError('A value must fit its column');
          },
        };
      };
      const extracting = extractDimensions(parts.context, runNamed('refused'), refusing);
      await expect(extracting).rejects.toThrow(ContractError);
      expect(attempts).toBe(1);
    });
  });
