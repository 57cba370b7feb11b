import { type CellNode, type Node, type RangeNode, resolve } from './formula/node.ts';
import type { SheetFunction } from './functions/function.ts';
import { binaryOperator, functionNamed, unaryOperator } from './functions/table.ts';
import { errors, gridOf, type Scalar, type Value } from './value.ts';

/**
 * A formula as a list of operations, each of which reads results before it: evaluation goes down
 * the list, differentiation up. One program serves all cells that hold the same relative formula.
 */
export interface Program {
  readonly operations: readonly Operation[];
  /** What it uses that is not known here: functions by name, or a phrase. */
  readonly unknown: readonly string[];
}

export type Operation =
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'cell'; readonly node: CellNode }
  | { readonly kind: 'range'; readonly node: RangeNode }
  /** The one cell of a range in the formula's own row or column: `@A1:A9`. */
  | { readonly kind: 'crossing'; readonly node: RangeNode }
  | { readonly kind: 'spill'; readonly node: CellNode }
  /** Whether a cell holds a formula, whatever that gives. */
  | { readonly kind: 'isFormula'; readonly node: CellNode }
  | {
      readonly kind: 'call';
      readonly row: SheetFunction;
      /** Places of the arguments in the list. */
      readonly arguments: readonly number[];
    };

/** Defined names stand for formulas; undefined if there is no such name. */
export type Names = (name: string) => Node | undefined;

type Scope = ReadonlyMap<string, number | (Node & { kind: 'lambda' })>;

/** Names and lambdas that lead to themselves end here. */
const deepest = 60;
const longest = 20_000;

/** Turns a tree into operations; the last one is the formula's value. */
export function compile(node: Node, names: Names): Program {
  const compiler = new Compiler(names);
  const { operations, unknown } = compiler;
  try {
    const place = compiler.visit(node, noScope, 0);
    // A lone name of LET may stand anywhere in the list: the value must be the last operation.
    if (place !== operations.length - 1) {
      operations.push({ kind: 'call', row: same, arguments: [place] });
    }
  } catch (cause) {
    if (!(cause instanceof TooLong || cause instanceof RangeError)) throw cause;
    return {
      operations: [{ kind: 'constant', value: errors.name }],
      unknown: ['a very long formula'],
    };
  }
  return { operations, unknown };
}

const noScope: Scope = new Map();

/** A class, not closures: an audit compiles tens of thousands of formulas. */
class Compiler {
  readonly operations: Operation[] = [];
  readonly unknown: string[] = [];
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  private push(operation: Operation): number {
    if (this.operations.length >= longest) throw new TooLong();
    return this.operations.push(operation) - 1;
  }

  private constant(value: Value): number {
    return this.push({ kind: 'constant', value });
  }

  private fail(what: string): number {
    this.unknown.push(what);
    return this.constant(errors.name);
  }

  visit(tree: Node, scope: Scope, depth: number): number {
    if (depth > deepest) return this.fail('a name or LAMBDA that leads to itself');
    switch (tree.kind) {
      case 'constant':
        return this.constant(tree.value);
      case 'nothing':
        return this.constant(null);
      case 'cell':
        return this.push({ kind: 'cell', node: tree });
      case 'range':
        return this.push({ kind: 'range', node: tree });
      case 'spill':
        return this.push({ kind: 'spill', node: tree.anchor });
      case 'unknown':
        return this.fail(tree.what);
      case 'name':
        return this.named(tree.name, scope, depth);
      case 'unary': {
        if (tree.operator === '@') {
          const { operand } = tree;
          return operand.kind === 'range'
            ? this.push({ kind: 'crossing', node: operand })
            : this.visit(operand, scope, depth);
        }
        const row = unaryOperator(tree.operator);
        if (row === undefined) return this.fail(`the operator ${tree.operator}`);
        return this.push({
          kind: 'call',
          row,
          arguments: [this.visit(tree.operand, scope, depth)],
        });
      }
      case 'binary': {
        const row = binaryOperator(tree.operator);
        if (row === undefined) return this.fail(`the operator ${tree.operator}`);
        const places = [this.visit(tree.left, scope, depth), this.visit(tree.right, scope, depth)];
        return this.push({ kind: 'call', row, arguments: places });
      }
      case 'array':
        return this.arrayOf(tree, scope, depth);
      case 'lambda':
        return this.fail('LAMBDA without arguments');
      case 'apply':
        return this.applied(tree.lambda, tree.arguments, scope, depth);
      case 'call':
        return this.called(tree, scope, depth);
    }
  }

  private arrayOf(tree: Node & { kind: 'array' }, scope: Scope, depth: number): number {
    const values: Scalar[] = [];
    for (const element of tree.rows.flat()) {
      if (element.kind === 'constant') values.push(element.value);
      else if (element.kind === 'unary' && element.operand.kind === 'constant') {
        const sign = element.operator === '-' ? -1 : 1;
        values.push(sign * Number(element.operand.value));
      } else
        return tree.rows.flat().length === 1
          ? this.visit(element, scope, depth)
          : this.fail('an array of formulas');
    }
    return this.constant(gridOf(tree.rows.length, tree.rows[0]?.length ?? 0, values));
  }

  private named(name: string, scope: Scope, depth: number): number {
    const local = scope.get(name.toLowerCase());
    if (typeof local === 'number') return local;
    if (local !== undefined) return this.fail('LAMBDA without arguments');
    const meaning = this.names(name);
    if (meaning === undefined) return this.fail(`the name ${name}`);
    return this.visit(meaning, new Map(), depth + 1);
  }

  private called(tree: Node & { kind: 'call' }, scope: Scope, depth: number): number {
    if (tree.name === 'LET') return this.letOf(tree.arguments, scope, depth);
    if (tree.name === 'ISFORMULA' && tree.arguments[0]?.kind === 'cell') {
      return this.push({ kind: 'isFormula', node: tree.arguments[0] });
    }
    if (tree.name === 'OFFSET') {
      const range = offset(tree.arguments);
      return range === undefined
        ? this.fail('OFFSET by a computed distance')
        : this.visit(range, scope, depth);
    }
    const local = scope.get(tree.name.toLowerCase());
    const lambda = typeof local === 'object' ? local : undefined;
    const row = functionNamed(tree.name);
    if (lambda !== undefined || row === undefined) {
      const meaning = lambda ?? this.names(tree.name);
      if (meaning?.kind === 'lambda') return this.applied(meaning, tree.arguments, scope, depth);
      return this.fail(tree.name);
    }
    const [least, most] = row.arguments;
    if (tree.arguments.length < least || tree.arguments.length > most) {
      return this.fail(`${tree.name} with ${tree.arguments.length} arguments`);
    }
    const places = tree.arguments.map((argument) => this.visit(argument, scope, depth));
    return this.push({ kind: 'call', row, arguments: places });
  }

  /** A lambda's body in place of its call. */
  private applied(lambda: Node, given: readonly Node[], scope: Scope, depth: number): number {
    const meaning =
      lambda.kind === 'name' ? (scope.get(lambda.name.toLowerCase()) ?? lambda) : lambda;
    if (typeof meaning === 'number' || meaning.kind !== 'lambda')
      return this.fail('a computed function');
    if (meaning.parameters.length !== given.length) return this.fail('LAMBDA with other arguments');
    const inner = new Map(scope);
    for (const [i, parameter] of meaning.parameters.entries()) {
      const argument = given[i]!;
      const value = argument.kind === 'lambda' ? argument : this.visit(argument, scope, depth);
      inner.set(parameter.toLowerCase(), value);
    }
    return this.visit(meaning.body, inner, depth + 1);
  }

  private letOf(given: readonly Node[], scope: Scope, depth: number): number {
    if (given.length % 2 === 0) return this.fail('LET without a result');
    const inner = new Map(scope);
    for (let i = 0; i + 1 < given.length; i += 2) {
      const name = given[i]!;
      if (name.kind !== 'name') return this.fail('LET of what is no name');
      const value = given[i + 1]!;
      inner.set(
        name.name.toLowerCase(),
        value.kind === 'lambda' ? value : this.visit(value, inner, depth),
      );
    }
    return this.visit(given.at(-1)!, inner, depth);
  }
}

class TooLong extends Error {}

const same: SheetFunction = {
  arguments: [1, 1],
  value: ([given = null]) => given,
  backward: (_given, _result, adjoint) => [adjoint],
};

/** OFFSET by plain numbers is a range that one can write down. */
function offset([base, ...numbers]: readonly Node[]): Node | undefined {
  if (base === undefined || (base.kind !== 'cell' && base.kind !== 'range')) return undefined;
  const plain = numbers.map(plainNumber);
  if (plain.some((number) => number === undefined)) return undefined;
  const rows = base.kind === 'cell' ? ([base.row, base.row] as const) : base.rows;
  const columns = base.kind === 'cell' ? ([base.column, base.column] as const) : base.columns;
  if (rows === undefined || columns === undefined) return undefined;
  const [down = 0, right = 0] = plain;
  const height = plain[2] ?? resolve(rows[1], 0) - resolve(rows[0], 0) + 1;
  const width = plain[3] ?? resolve(columns[1], 0) - resolve(columns[0], 0) + 1;
  if (height < 1 || width < 1) return undefined;
  const row = { ...rows[0], by: rows[0].by + down };
  const column = { ...columns[0], by: columns[0].by + right };
  if (height === 1 && width === 1) return { kind: 'cell', sheet: base.sheet, row, column };
  return {
    kind: 'range',
    sheet: base.sheet,
    rows: [row, { ...row, by: row.by + height - 1 }],
    columns: [column, { ...column, by: column.by + width - 1 }],
  };
}

function plainNumber(node: Node): number | undefined {
  if (node.kind === 'nothing') return 0;
  if (node.kind === 'constant') return typeof node.value === 'number' ? node.value : undefined;
  if (node.kind !== 'unary' || node.operator !== '-') return undefined;
  const inner = plainNumber(node.operand);
  return inner === undefined ? undefined : -inner;
}
