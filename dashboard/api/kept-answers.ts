/**
 * Answers by question, each for the moment that it was given in: the second of the clock and the
 * commit of the warehouse. Whoever asks the same at the same moment gets the same answer.
 */
export class KeptAnswers<Answer> {
  #moment = '';
  #answers = new Map<string, Promise<Answer>>();

  /** @param moment names the second and the commit; another one forgets every answer. */
  get(moment: string, question: string, ask: () => Promise<Answer>): Promise<Answer> {
    if (moment !== this.#moment) {
      this.#moment = moment;
      this.#answers = new Map();
    }
    const kept = this.#answers.get(question);
    if (kept) return kept;
    const answers = this.#answers;
    const asked = ask();
    answers.set(question, asked);
    // What failed is asked again.
    asked.catch(() => answers.delete(question));
    return asked;
  }
}
