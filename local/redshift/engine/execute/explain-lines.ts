/** A node of the engine's plan as JSON. */
interface PlanNode {
  name: string;
  children: PlanNode[];
  extra_info: Record<string, string | string[]>;
}

/** What a line says already, or what a reader of a plan has no use for. */
const UNSAID = new Set(['Table', 'Type', 'Projections', 'Estimated Cardinality', 'Join Type']);

function words(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(
      /(^|_| )([a-z])/g,
      (_, gap: string, letter: string) => `${gap ? ' ' : ''}${letter.toUpperCase()}`,
    );
}

/** Characters of a detail: conditions of views fill screens. */
const MAX_DETAIL = 120;

function textOf(value: string | string[] | undefined): string {
  const text = value === undefined ? '' : [value].flat().join(', ').replaceAll(/\s+/g, ' ');
  return text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL)}…` : text;
}

function linesOf(node: PlanNode, depth: number): string[] {
  // The engine has one between most steps.
  const [only] = node.children;
  if (node.name.trim() === 'PROJECTION' && only) return linesOf(only, depth);
  const { extra_info: info } = node;
  const joinType = textOf(info['Join Type']);
  // Without the database's name, which a statement leaves out too.
  const table = textOf(info['Table']).replace(/^[^.]+\.(?=[^.]+\.)/, '');
  const rows = textOf(info['Estimated Cardinality']);
  const head = [
    words(node.name),
    ...(joinType === '' ? [] : [words(joinType)]),
    ...(table === '' ? [] : ['on', table]),
  ].join(' ');
  const indent = ' '.repeat(Math.max(depth * 6 - 4, 0));
  const arrow = depth === 0 ? '' : `${indent}->  `;
  const detail = ' '.repeat(depth === 0 ? 2 : indent.length + 6);
  return [
    `${arrow}${head}${rows === '' ? '' : `  (rows=${rows})`}`,
    ...Object.entries(info)
      .filter(([key, value]) => !UNSAID.has(key) && textOf(value) !== '')
      .map(([key, value]) => `${detail}${key}: ${textOf(value)}`),
    ...node.children.flatMap((child) => linesOf(child, depth + 1)),
  ];
}

/**
 * A plan as Redshift lays one out, a line for each step and its details, in the engine's own words.
 * @param plan the engine's, as JSON
 */
export function explainLines(plan: string): string[] {
  return (JSON.parse(plan) as PlanNode[]).flatMap((node) => linesOf(node, 0));
}
