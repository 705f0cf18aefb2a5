import type { Json, JsonObject } from '../parse/ast.ts';

/** Rewrites a node whose children are rewritten already; undefined keeps it. */
export type NodeRewrite = (body: JsonObject, original: JsonObject) => Json | undefined;
/** Rewrites a node before its children; undefined goes on with the children. */
export type EarlyRewrite = (
  body: JsonObject,
  rewriteChild: (node: Json) => Json,
) => Json | undefined;
