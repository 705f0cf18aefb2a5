import type { S3Client } from '@aws-sdk/client-s3';

/** What COPY and UNLOAD need from the server. */
export interface CopyContext {
  s3: S3Client;
  /** Folder for the local copies of objects while a statement runs. */
  scratchDir: string;
}
