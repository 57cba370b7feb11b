/**
 * Formulas as a person types them, as trees. Written for the corpus alone: neither the program's own
 * formulas nor its reader of formulas take part, so that the audit is tried on other people's work.
 */
export type Node =
  | { readonly kind: 'number'; readonly value: number }
  /** A quantity of the same step, of the step before, or (`at`) of another row by mistake. */
  | { readonly kind: 'ref'; readonly key: string; readonly back: number }
  /** Neighbouring cells, from the first quantity to the last. */
  | { readonly kind: 'range'; readonly keys: readonly string[] }
  | {
      readonly kind: 'op';
      readonly op: Operator;
      readonly left: Node;
      readonly right: Node;
      readonly part?: Part;
    }
  | { readonly kind: 'minus'; readonly of: Node }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Node[];
      readonly part?: Part;
    };

export type Operator = '+' | '-' | '*' | '/' | '^' | '>' | '>=' | '=';

/** What a person would call a part of a formula; slips are made in one of these. */
export type Part =
  /** The derivative of an activation. */
  | 'slope'
  /** a − t. */
  | 'error'
  /** A sum over the paths from a unit to the loss. */
  | 'paths'
  /** A sum over time steps. */
  | 'times'
  /** A sum over samples, over their number. */
  | 'mean';

export const num = (value: number): Node => ({ kind: 'number', value });
export const ref = (key: string, back = 0): Node => ({ kind: 'ref', key, back });
export const range = (keys: readonly string[]): Node => ({ kind: 'range', keys });
export const call = (name: string, ...args: readonly Node[]): Node => ({
  kind: 'call',
  name,
  args,
});
export const minus = (of: Node): Node => ({ kind: 'minus', of });
export const op = (left: Node, operator: Operator, right: Node): Node => ({
  kind: 'op',
  op: operator,
  left,
  right,
});
export const sub = (left: Node, right: Node): Node => op(left, '-', right);
export const over = (left: Node, right: Node): Node => op(left, '/', right);

export const sum = (terms: readonly Node[]): Node =>
  terms.reduce((left, right) => op(left, '+', right));
/** The factors in their order; a number 1 among them is left out. */
export const times = (...factors: readonly Node[]): Node => {
  const kept = factors.filter((f) => f.kind !== 'number' || f.value !== 1);
  return kept.length === 0 ? num(1) : kept.reduce((left, right) => op(left, '*', right));
};

/** Says what a part of a formula is; a single reference or number has no part. */
export function named(part: Part, node: Node): Node {
  return node.kind === 'op' || node.kind === 'call' ? { ...node, part } : node;
}

/** What a node was named, if it was. */
export const partOf = (node: Node): Part | undefined =>
  node.kind === 'op' || node.kind === 'call' ? node.part : undefined;

export const children = (node: Node): readonly Node[] => {
  if (node.kind === 'op') return [node.left, node.right];
  if (node.kind === 'minus') return [node.of];
  return node.kind === 'call' ? node.args : [];
};

/** A node and all below it, from the top. */
export function nodesOf(node: Node): Node[] {
  return [node, ...children(node).flatMap(nodesOf)];
}

/** The same tree, each node an object of its own: the one that `replace` is given is then the only one. */
export function fresh(node: Node): Node {
  switch (node.kind) {
    case 'op':
      return { ...node, left: fresh(node.left), right: fresh(node.right) };
    case 'minus':
      return { ...node, of: fresh(node.of) };
    case 'call':
      return { ...node, args: node.args.map(fresh) };
    default:
      return { ...node };
  }
}

/** The same tree with one node (that very object) put in place of another. */
export function replace(tree: Node, old: Node, by: Node): Node {
  if (tree === old) return by;
  if (tree.kind === 'op') {
    const left = replace(tree.left, old, by);
    const right = replace(tree.right, old, by);
    return left === tree.left && right === tree.right ? tree : { ...tree, left, right };
  }
  if (tree.kind === 'minus') {
    const of = replace(tree.of, old, by);
    return of === tree.of ? tree : { ...tree, of };
  }
  if (tree.kind !== 'call') return tree;
  const args = tree.args.map((arg) => replace(arg, old, by));
  return args.every((arg, i) => arg === tree.args[i]) ? tree : { ...tree, args };
}

/** The same tree with other quantities in the place of some. */
export function rename(tree: Node, names: Readonly<Record<string, string>>): Node {
  return nodesOf(tree).reduce((changed, node) => {
    if (node.kind !== 'ref' || names[node.key] === undefined) return changed;
    return replace(changed, node, { ...node, key: names[node.key] });
  }, tree);
}

/** The terms of a sum, or the factors of a product, from left to right. */
export function operands(node: Node, operator: '+' | '*'): Node[] {
  if (node.kind !== 'op' || node.op !== operator) return [node];
  // A named part is one factor, whatever it is made of.
  const left = partOf(node.left) ? [node.left] : operands(node.left, operator);
  return [...left, node.right];
}

const precedence: Record<Operator, number> = {
  '>': 0,
  '>=': 0,
  '=': 0,
  '+': 1,
  '-': 1,
  '*': 2,
  '/': 2,
  '^': 3,
};

/** Where the formula is typed: prints references. */
export interface Printer {
  readonly ref: (node: Extract<Node, { kind: 'ref' }>) => string;
  readonly range: (node: Extract<Node, { kind: 'range' }>) => string;
}

/** The formula without `=`, with the brackets that a person would type. */
export function print(node: Node, printer: Printer): string {
  const inner = (child: Node) => print(child, printer);
  const bracketed = (child: Node, needed: boolean) => (needed ? `(${inner(child)})` : inner(child));
  switch (node.kind) {
    case 'number':
      return node.value < 0 ? `(${node.value})` : String(node.value);
    case 'ref':
      return printer.ref(node);
    case 'range':
      return printer.range(node);
    case 'call':
      return `${node.name}(${node.args.map(inner).join(',')})`;
    case 'minus':
      return `-${bracketed(node.of, node.of.kind === 'op' || node.of.kind === 'minus')}`;
    case 'op': {
      const { left, right } = node;
      const mine = precedence[node.op];
      const weak = (child: Node, side: 'left' | 'right') => {
        if (child.kind === 'minus') return side === 'right' || node.op === '^';
        if (child.kind !== 'op') return false;
        const its = precedence[child.op];
        if (its !== mine) return its < mine;
        if (node.op === '^') return true;
        return side === 'right' && !(node.op === child.op && (node.op === '+' || node.op === '*'));
      };
      return `${bracketed(left, weak(left, 'left'))}${node.op}${bracketed(right, weak(right, 'right'))}`;
    }
  }
}
