/** Settings that a client may send when it connects, by their own name. All other parameters are read elsewhere, or say nothing here. */
const SETTINGS = ['application_name', 'search_path', 'query_group', 'statement_timeout'];

/** What a StartupMessage sets for its session: its own parameters, and `-c name=value` in `options`. */
export function startupSettings(
  parameters: ReadonlyMap<string, string>,
): { name: string; value: string }[] {
  const settings = SETTINGS.flatMap((name) => {
    const value = parameters.get(name);
    return value === undefined ? [] : [{ name, value }];
  });
  const options = parameters.get('options') ?? '';
  // A blank inside a value is written with a backslash before it: https://www.postgresql.org/docs/15/libpq-connect.html
  for (const [, name = '', value = ''] of options.matchAll(
    /(?:^|\s)(?:-c\s*|--)([\w.-]+)=((?:\\.|\S)*)/g,
  ))
    settings.push({
      name: name.replaceAll('-', '_').toLowerCase(),
      value: value.replace(/\\(.)/g, '$1'),
    });
  return settings;
}
