import type { Node } from '../../../sheet/formula/node.ts';
import { binary, negative, number } from './build.ts';
import type { Edit, PlaceIn } from './edit.ts';

/** Changes of one subtree that need nothing from outside: signs, operators, operands left out. */
export function* local(node: Node, put: (node: Node) => Node, isRoot: boolean): Generator<Edit> {
  if (node.kind !== 'unary' || node.operator !== '-') {
    yield { node: put(negative(node)), slip: 'sign', cost: isRoot ? 1.1 : 1.05 };
  }
  if (node.kind === 'unary' && node.operator === '-') {
    yield { node: put(node.operand), slip: 'sign', cost: 1 };
  }
  if (node.kind === 'binary') yield* ofBinary(node, put);
  if (node.kind === 'constant' && typeof node.value === 'number') {
    for (const value of [0, 1, 2, 0.5, 1 / node.value]) {
      if (value === node.value || !Number.isFinite(value)) continue;
      const slip =
        value === 1 || value === 2 || value === 0.5 ? 'constant factor' : 'wrong constant';
      yield {
        node: put(number(value)),
        slip: node.value === 1 ? 'wrong constant' : slip,
        cost: 1.1,
      };
    }
  }
  if (node.kind === 'call') {
    for (const argument of node.arguments) {
      if (argument.kind !== 'range')
        yield { node: put(argument), slip: 'wrong function', cost: 1.2 };
    }
    for (const name of functionsLike[node.name] ?? unaryNames) {
      if (name !== node.name)
        yield { node: put({ ...node, name }), slip: 'wrong function', cost: 1.1 };
    }
    if (['SUM', 'SUMPRODUCT'].includes(node.name) && node.arguments.length > 1) {
      for (const [i] of node.arguments.entries()) {
        const rest = node.arguments.filter((_, j) => j !== i);
        const slip = node.name === 'SUM' ? 'extra term' : 'extra factor';
        yield { node: put({ ...node, arguments: rest }), slip, cost: 1 };
      }
    }
  }
  yield* bracketed(node, put);
}

/** Functions of one number that are taken for each other. */
export const unaryNames = ['EXP', 'LN', 'SQRT', 'TANH', 'ABS'];
const functionsLike: Record<string, readonly string[]> = {
  SUM: ['AVERAGE'],
  AVERAGE: ['SUM'],
  MAX: ['MIN'],
  MIN: ['MAX'],
  IF: [],
  MMULT: [],
  TRANSPOSE: [],
  SUMPRODUCT: [],
};

function* ofBinary(node: Node & { kind: 'binary' }, put: (node: Node) => Node): Generator<Edit> {
  const { operator, left, right } = node;
  const multiplies = operator === '*' || operator === '/';
  for (const kept of [left, right]) {
    if (operator === '/' && kept === right) continue;
    const dropped = kept === left ? right : left;
    // A number that stands there twice is a factor too many.
    const isTwice = factorsOf(kept).some((each) => isSameNode(each, dropped));
    const constant = dropped.kind === 'constant' && !isTwice;
    const slip = multiplies ? (constant ? 'constant factor' : 'extra factor') : 'extra term';
    yield { node: put(kept), slip, cost: 0.95 };
  }
  if (operator === '-') {
    yield { node: put(binary('-', right, left)), slip: 'sign', cost: 0.9 };
  }
  for (const other of ['+', '-', '*', '/']) {
    if (other === operator || !'+-*/'.includes(operator)) continue;
    const sign = '+-'.includes(other) && '+-'.includes(operator);
    yield {
      node: put({ ...node, operator: other }),
      slip: sign ? 'sign' : 'wrong operator',
      cost: 1,
    };
  }
  // `(t-a)-2` for `(t-a)^2`.
  if (operator !== '^' && right.kind === 'constant' && right.value === 2) {
    yield { node: put({ ...node, operator: '^' }), slip: 'wrong operator', cost: 1 };
  }
  if (operator === '*') {
    yield* splitProducts(node, put);
    yield* shortened(node, put);
  }
  // `A+b+c` for `A+b*c`: the operator that was meant binds more tightly.
  if ('+-'.includes(operator) && left.kind === 'binary' && '+-'.includes(left.operator)) {
    const tight = binary(left.operator, left.left, binary('*', left.right, right));
    yield { node: put(tight), slip: 'wrong operator', cost: 1.05 };
  }
}

/** `a*b*c*d` for `a*b+c*d`. */
function* splitProducts(node: Node, put: (node: Node) => Node): Generator<Edit> {
  for (const { kept, factors } of heads(node)) {
    const front = factors.reduce((product, each) => binary('*', product, each));
    for (const operator of ['+', '-']) {
      yield { node: put(binary(operator, front, kept)), slip: 'wrong operator', cost: 1.05 };
    }
  }
}

/** `e*a*(1-a)*a*(1-a)` for `e*a*(1-a)`: several factors too many, above all those that stand there twice. */
function* shortened(node: Node, put: (node: Node) => Node): Generator<Edit> {
  const cuts = [
    ...[...splits(node)].map(({ kept, factors }) => ({
      kept,
      dropped: factors.map((each) => each.node),
    })),
    ...[...heads(node)].map(({ kept, factors }) => ({ kept, dropped: factors })),
  ];
  for (const { kept, dropped } of cuts.filter((cut) => cut.dropped.length > 1)) {
    const rest = factorsOf(kept);
    const isTwice = dropped.every((each) => rest.some((other) => isSameNode(each, other)));
    yield { node: put(kept), slip: 'extra factor', cost: isTwice ? 0.9 : 1.1 };
  }
}

const isSameNode = (one: Node, other: Node) => JSON.stringify(one) === JSON.stringify(other);

function factorsOf(node: Node): Node[] {
  const isProduct = node.kind === 'binary' && node.operator === '*';
  return isProduct ? [...factorsOf(node.left), ...factorsOf(node.right)] : [node];
}

/** Brackets that were left out: `A + B*c` for `(A + B)*c`, and `c*A + B` for `c*(A + B)`. */
function* bracketed(node: Node, put: (node: Node) => Node): Generator<Edit> {
  if (node.kind !== 'binary' || (node.operator !== '+' && node.operator !== '-')) return;
  const { operator, left, right } = node;
  for (const { kept, factors } of splits(right)) {
    yield {
      node: put(rebuild(binary(operator, left, kept), factors)),
      slip: 'missing brackets',
      cost: 0.9,
    };
  }
  // What stands in front of the first term belongs to the whole sum.
  const first = firstTerm(left);
  for (const { kept, factors } of heads(first.node)) {
    const inner = binary(operator, first.put(kept), right);
    const node = factors.reduceRight<Node>(
      (product, factor) => binary('*', factor, product),
      inner,
    );
    yield { node: put(node), slip: 'missing brackets', cost: 0.9 };
    // And what stands behind the last one.
    for (const tail of splits(right)) {
      const both = binary(operator, first.put(kept), tail.kept);
      const product = factors.reduceRight<Node>((rest, factor) => binary('*', factor, rest), both);
      yield { node: put(rebuild(product, tail.factors)), slip: 'missing brackets', cost: 0.95 };
    }
  }
}

interface Factor {
  readonly operator: string;
  readonly node: Node;
}

/** A product cut in two, at every place: `a*b/c` → a | *b /c and a*b | /c. */
function* splits(node: Node): Generator<{ kept: Node; factors: Factor[] }> {
  let kept = node;
  let factors: Factor[] = [];
  while (kept.kind === 'binary' && (kept.operator === '*' || kept.operator === '/')) {
    factors = [{ operator: kept.operator, node: kept.right }, ...factors];
    kept = kept.left;
    yield { kept, factors };
  }
}

/** The same from the front: `a*b*c` → a | b*c and a, b | c. */
function* heads(node: Node): Generator<{ kept: Node; factors: Node[] }> {
  const chain: Node[] = [];
  let at = node;
  while (at.kind === 'binary' && at.operator === '*') {
    chain.unshift(at.right);
    at = at.left;
  }
  chain.unshift(at);
  for (let i = 1; i < chain.length; i++) {
    const kept = chain.slice(i).reduce((product, each) => binary('*', product, each));
    yield { kept, factors: chain.slice(0, i) };
  }
}

function firstTerm(node: Node): Pick<PlaceIn, 'node' | 'put'> {
  if (node.kind === 'binary' && (node.operator === '+' || node.operator === '-')) {
    const inner = firstTerm(node.left);
    return { node: inner.node, put: (changed) => ({ ...node, left: inner.put(changed) }) };
  }
  return { node, put: (changed) => changed };
}

function rebuild(node: Node, factors: readonly Factor[]): Node {
  return factors.reduce<Node>(
    (product, { operator, node: factor }) => binary(operator, product, factor),
    node,
  );
}
