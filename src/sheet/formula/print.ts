import { addressOf, type Position, quoteSheet } from '../../xlsx/address.ts';
import { type Axis, type Node, type RangeNode, resolve } from './node.ts';

/** How tightly operators bind; a tree that binds more loosely than its place needs brackets. */
const binding: Record<string, number> = {
  '=': 1,
  '<>': 1,
  '<': 1,
  '>': 1,
  '<=': 1,
  '>=': 1,
  '&': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '^': 5,
};
const percent = 6;
const sign = 7;
const tightest = 8;

/** The formula as it reads in a cell, without `=`; brackets only where they are needed. */
export function printFormula(node: Node, at: Position): string {
  return print(node, at, 0);
}

function print(node: Node, at: Position, place: number): string {
  switch (node.kind) {
    case 'constant':
      return node.text;
    case 'nothing':
      return '';
    case 'name':
      return node.name;
    case 'unknown':
      return '#REF!';
    case 'cell':
      return sheetPrefix(node.sheet) + end(node.column, node.row, at);
    case 'range':
      return sheetPrefix(node.sheet) + rangeText(node, at);
    case 'spill':
      return `${print(node.anchor, at, tightest)}#`;
    case 'unary': {
      if (node.operator === '%') {
        return bracketed(`${print(node.operand, at, percent)}%`, percent < place);
      }
      return bracketed(node.operator + print(node.operand, at, sign), sign < place);
    }
    case 'binary': {
      const own = binding[node.operator]!;
      const left = print(node.left, at, own);
      // Operators of one rank are worked off from the left; after + and * brackets change nothing.
      const loose = sameRankIsSafe(node.operator, node.right);
      const right = print(node.right, at, loose ? own : own + 1);
      return bracketed(left + node.operator + right, own < place);
    }
    case 'call':
      return `${node.name}(${node.arguments.map((each) => print(each, at, 0)).join(',')})`;
    case 'lambda':
      return `LAMBDA(${[...node.parameters, print(node.body, at, 0)].join(',')})`;
    case 'apply':
      return `${print(node.lambda, at, tightest)}(${node.arguments.map((each) => print(each, at, 0)).join(',')})`;
    case 'array':
      return `{${node.rows.map((row) => row.map((each) => print(each, at, 0)).join(',')).join(';')}}`;
  }
}

function sameRankIsSafe(operator: string, right: Node): boolean {
  return right.kind === 'binary' && right.operator === operator && '+*&'.includes(operator);
}

function bracketed(text: string, needed: boolean): string {
  return needed ? `(${text})` : text;
}

function sheetPrefix(sheet: string | undefined): string {
  return sheet === undefined ? '' : `${quoteSheet(sheet)}!`;
}

function end(column: Axis, row: Axis, at: Position): string {
  const place = { row: resolve(row, at.row), column: resolve(column, at.column) };
  if (place.row < 1 || place.column < 1) return '#REF!';
  const address = addressOf(place);
  const letters = address.replace(/\d+$/, '');
  return (column.fixed ? '$' : '') + letters + (row.fixed ? '$' : '') + place.row;
}

function rangeText({ rows, columns }: RangeNode, at: Position): string {
  const whole: Axis = { by: 1, fixed: true };
  const ends = [0, 1].map((i) => end(columns?.[i] ?? whole, rows?.[i] ?? whole, at));
  if (rows === undefined) return ends.map((text) => text.replace(/\$?\d+$/, '')).join(':');
  if (columns === undefined) return ends.map((text) => text.replace(/^\$?[A-Z]+/, '')).join(':');
  return ends.join(':');
}
