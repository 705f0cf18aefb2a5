import { z } from '@hono/zod-openapi';
import { epochMicros } from '../../domain/civil-time.ts';
import { dashboard } from '../definition/dashboard.ts';
import type { FilterId } from '../definition/types.ts';

/** Longest key of a member, characters: no column of a key is longer. */
const longestKey = 200;
/** Most members that one filter may name. */
const mostKeys = 100;

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

const key = z
  .string()
  .min(1)
  .max(longestKey)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: CHR(31) stands between the keys in SQL
  .regex(/^[^\u0000-\u001f]*$/, 'must hold no control character');

const keys = z
  .union([key, z.array(key).max(mostKeys)])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))
  .openapi({
    type: 'array',
    items: { type: 'string' },
    description: 'Keys of the members that pass',
  });

const filterShape = {
  call_center: keys,
  priority: keys,
  channel: keys,
  category: keys,
  department: keys,
  country: keys,
  agent: keys,
} satisfies Record<FilterId, typeof keys>;

/** 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS' that is a moment, as the latter. */
const moment = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/,
    "must be 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS'",
  )
  .transform((text) => (text.length === 10 ? `${text} 00:00:00` : text))
  .refine((text) => epochMicros(text) !== null, 'must be a moment that there is');

const spanShape = {
  period: z
    .enum(ids(dashboard.periods))
    .optional()
    .openapi({ description: 'A span of days by name' }),
  from: moment.optional().openapi({ description: 'Begin of the span, business-local; with `to`' }),
  to: moment.optional().openapi({ description: 'End of the span, which does not belong to it' }),
};

type SpanWords = {
  period?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

const isSpan = ({ period, from, to }: SpanWords): boolean =>
  period === undefined
    ? (from === undefined) === (to === undefined) && (from === undefined || from < String(to))
    : from === undefined && to === undefined;
const spanRule = 'must be a period, or from before to, or none of them';

/** What a visual is asked for. */
export const visualQuery = z
  .object({
    ...spanShape,
    ...filterShape,
    grain: z.enum(ids(dashboard.grains)).optional().openapi({ description: 'By what trends go' }),
    measure: z.string().max(64).optional().openapi({ description: 'What members are ordered by' }),
    order: z.enum(['ascending', 'descending']).optional(),
  })
  .refine(isSpan, spanRule);
export type VisualQuery = z.infer<typeof visualQuery>;

/** What a drill-down is asked for. */
export const behindQuery = z
  .object({
    ...spanShape,
    ...filterShape,
    behind: z.enum([
      'received',
      'open',
      'closed',
      'backlog',
      'priority',
      'sla_met',
      'sla_breached',
      'surveys',
    ]),
    limit: z.coerce.number().int().min(1).max(5000).default(100),
  })
  .refine(isSpan, spanRule);
export type BehindQuery = z.infer<typeof behindQuery>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string(), value).openapi('Row');

const commit = z
  .object({
    token: z.string().openapi({ description: 'Changes with every commit of the pipeline' }),
    row,
  })
  .openapi('Commit', { description: 'The row of care.pipeline_commit' });

/** Rows, and as of when they are. */
export const answer = z
  .object({
    commit,
    span: z.object({ from: z.string(), to: z.string() }).nullable(),
    rows: z.array(row),
    /** Rows of another view to compare with; empty where the visual compares with none. */
    comparedWith: z.array(row),
    rowLimit: z.number().openapi({ description: 'Most rows that an answer has' }),
  })
  .openapi('Answer');
export type Answer = z.infer<typeof answer>;

/** The choices of the filters that the bar offers. */
export const options = z
  .object({
    commit,
    options: z.record(z.string(), z.array(z.object({ key: z.string(), label: z.string() }))),
  })
  .openapi('Options');

/** Why there is no answer. */
export const refusal = z.object({ error: z.string() }).openapi('Refusal');

export { commit as commitSchema };
