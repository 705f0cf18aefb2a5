const bucketSeconds = 0.1;

/** Ages of events, to a tenth of a second. */
export class AgeHistogram {
  readonly #events: number[] = [];
  #total = 0;

  add(seconds: number, events: number): void {
    const bucket = Math.max(0, Math.round(seconds / bucketSeconds));
    this.#events[bucket] = (this.#events[bucket] ?? 0) + events;
    this.#total += events;
  }

  /** Adds another's events, each `factor` times. */
  addAll(other: AgeHistogram, factor: number): void {
    other.#events.forEach((events, bucket) => {
      this.add(bucket * bucketSeconds, events * factor);
    });
  }

  /** The age that this share of the events does not exceed, in seconds. */
  percentile(share: number): number {
    let seen = 0;
    for (const [bucket, events] of this.#events.entries()) {
      seen += events ?? 0;
      if (seen >= share * this.#total) return bucket * bucketSeconds;
    }
    return 0;
  }
}
