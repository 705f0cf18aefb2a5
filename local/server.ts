/** A local server that runs. */
export type LocalServer = {
  /** What a client connects to. */
  readonly url: string;
  readonly port: number;
  /** Stops it; what it holds stays in its data folder. */
  readonly close: () => Promise<void>;
};
