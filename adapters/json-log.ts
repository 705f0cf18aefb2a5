/**
 * Writes one log entry as a line of JSON. Past the console, since Lambda's wraps what it is given into
 * a text, and a metric filter can't look into that.
 */
export const logJson = (entry: object): void => {
  process.stdout.write(`${JSON.stringify(entry)}\n`);
};
