import { CATALOGUE_VIEWS, TOOL_VIEWS } from '../../engine/catalogue/catalogue-views.ts';
import { literal } from '../../engine/relations.ts';
import type { Session } from '../../engine/session.ts';
import { SYSTEM_VIEWS } from '../../engine/system-views.ts';
import { tokenize } from '../../sql/parse/tokens.ts';
import type { Plan } from '../../sql/plan.ts';
import { SqlError } from '../../sql/sql-error.ts';
import type { Json } from './query-tree.ts';
import { CatalogueRewrite, NotCatalogue, UnknownToCatalogue } from './rewrite-catalogue.ts';

/** Texts without any of these are no catalogue queries. */
const HINTS =
  /\bpg_|information_schema|\bversion\s*\(|\b(?:current|session)_(?:schema|setting|user)|_privilege|_description|format_type/i;
const MAX_CACHED_TEXTS = 500;
const cache = new Map<string, string | null>();

/**
 * The plan of a query over the catalogue alone, as psql, drivers and tools ask it: in PostgreSQL's
 * own SQL, more than Redshift's users have. Every other statement is left to the translator.
 */
export async function cataloguePlan(session: Session, sql: string): Promise<Plan | undefined> {
  if (!HINTS.test(sql) || !/^\s*(?:select|with|\(|--|\/\*)/i.test(sql)) return undefined;
  const known = cache.get(sql);
  const translated = known === undefined ? await translate(session, sql) : known;
  if (cache.size >= MAX_CACHED_TEXTS) cache.delete(cache.keys().next().value ?? '');
  cache.set(sql, translated);
  return translated === null ? undefined : { kind: 'query', sql: translated, uses: [] };
}

async function translate(session: Session, sql: string): Promise<string | null> {
  try {
    // Marks of parameters stay marks, whatever values the session had last.
    session.bind(new Map());
    const [row] = await session.rows(`SELECT json_serialize_sql(${literal(plainText(sql))})`);
    const tree = JSON.parse(withoutLargeNumbers(String(row?.[0]))) as {
      error: boolean;
      statements?: { node: Json }[];
    };
    const [statement, ...more] = tree.statements ?? [];
    if (tree.error || !statement || more.length > 0) return null;
    const rewrite = new CatalogueRewrite(viewOf);
    rewrite.node(statement.node, new Set());
    if (!rewrite.hasMet) return null;
    const [text] = await session.rows(
      `SELECT json_deserialize_sql(${literal(JSON.stringify(tree))}::JSON)`,
    );
    return String(text?.[0]);
  } catch (error) {
    const isOther = error instanceof NotCatalogue || error instanceof SqlError;
    if (isOther && !(error instanceof UnknownToCatalogue)) return null;
    throw error;
  }
}

/** Places in the text go: an unknown one is the largest of numbers, which JavaScript can't hold. @throws NotCatalogue for other such numbers */
function withoutLargeNumbers(json: string): string {
  const known = json.replace(/"query_location":\d+/g, '"query_location":0');
  if (/[:,[]-?\d{16,}/.test(known)) throw new NotCatalogue();
  return known;
}

function viewOf(schema: string, name: string): string | undefined {
  if (schema !== '' && schema !== 'pg_catalog' && schema !== 'information_schema') return undefined;
  const key = schema === 'information_schema' ? `information_schema_${name}` : name;
  const isKnown = [SYSTEM_VIEWS, CATALOGUE_VIEWS, TOOL_VIEWS].some((views) =>
    Object.hasOwn(views, key),
  );
  return isKnown ? key : undefined;
}

/**
 * The text without what the engine's parser stops at: OPERATOR(pg_catalog.~) becomes ~, COLLATE goes,
 * and types lose their schema. @throws NotCatalogue for SIMILAR TO, which the engine's tree does not tell from ~
 */
function plainText(sql: string): string {
  const tokens = tokenize(sql);
  let out = '';
  let at = 0;
  const skip = (index: number, count: number): void => {
    out += sql.slice(at, tokens[index]?.start);
    at = tokens[index + count - 1]?.end ?? sql.length;
  };
  for (const [index, token] of tokens.entries()) {
    const next = (offset: number): string => tokens[index + offset]?.value ?? '';
    if (token.start < at || token.kind === 'string') continue;
    if (token.value === 'similar') throw new NotCatalogue();
    if (token.value === 'operator' && next(1) === '(' && next(2) === 'pg_catalog') {
      skip(index, 4);
      const close = tokens.findIndex((item, place) => place > index && item.text === ')');
      out += ` ${tokens
        .slice(index + 4, close)
        .map((item) => item.text)
        .join('')} `;
      at = tokens[close]?.end ?? sql.length;
    } else if (token.value === 'collate' && next(1) === 'pg_catalog') skip(index, 4);
    else if (/^(?:::|as)$/i.test(token.text) && next(1) === 'pg_catalog' && next(2) === '.') {
      skip(index, 3);
      out += `${token.text} `;
    }
  }
  return out + sql.slice(at);
}
