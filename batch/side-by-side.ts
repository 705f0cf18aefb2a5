/**
 * Does `work` for each item, `atOnce` of them at a time; the answers are in the items' order.
 * @throws what the first to fail failed with
 */
export const sideBySide = async <Item, Answer>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Answer>,
): Promise<Answer[]> => {
  const answers: Answer[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    answers.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
  }
  return answers;
};
