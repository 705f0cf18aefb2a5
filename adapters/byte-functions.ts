import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { ByteFunctions } from '../domain/events/index.ts';

/** Node's gunzip and hashes, for reading records. */
export const byteFunctions: ByteFunctions = {
  gunzip: (data, maxBytes) => {
    try {
      return gunzipSync(data, { maxOutputLength: maxBytes });
    } catch (error) {
      // Node's own code for a result that would not fit into maxOutputLength.
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
      throw error;
    }
  },
  sha256: (data) => hash('sha256', data, 'hex'),
  md5: (data) => hash('md5', data, 'hex'),
};
