/** One step of a long work telling how far it is; `total` is absent where nobody knows it yet. */
export type Progress = {
  readonly step: string;
  readonly done: number;
  readonly total?: number;
  /** What `done` counts, plural: rows, events, objects. */
  readonly unit: string;
  /** Bytes read or written so far, where the step counts them. */
  readonly bytes?: number;
  /** Of how many, where no `total` is known. */
  readonly totalBytes?: number;
};

export type Report = (progress: Progress) => void;
