/**
 * Work in turns, so many pieces side by side and the rest in the order in which it came. A piece that waits is shared by
 * whoever asks for the same: it has not begun, so what comes of it is newer than every one of their questions.
 */
export class Turns {
  readonly #most: number;
  #running = 0;
  readonly #waiting = new Map<
    string,
    { readonly begin: () => void; readonly done: Promise<unknown> }
  >();

  /** @param most pieces side by side */
  constructor(most: number) {
    this.#most = most;
  }

  /** What `work` gives, or the same work that waits under this name. */
  run<Given>(name: string, work: () => Promise<Given>): Promise<Given> {
    const waiting = this.#waiting.get(name);
    if (waiting) return waiting.done as Promise<Given>;
    if (this.#running < this.#most) {
      this.#running++;
      return this.#finish(work);
    }
    let begin = () => {};
    const done = new Promise<void>((begun) => {
      begin = begun;
    }).then(() => this.#finish(work));
    this.#waiting.set(name, { begin, done });
    return done;
  }

  async #finish<Given>(work: () => Promise<Given>): Promise<Given> {
    try {
      return await work();
    } finally {
      this.#running--;
      this.#next();
    }
  }

  #next(): void {
    const [first] = this.#waiting;
    if (!first) return;
    const [name, { begin }] = first;
    this.#waiting.delete(name);
    this.#running++;
    begin();
  }
}
