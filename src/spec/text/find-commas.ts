import { isMap, isScalar, isSeq, type Pair, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { fieldAt, keysAt } from '../places.ts';
import { type Path, type Problem, pathText, plural, shortened } from '../problem.ts';
import { declaredWidth } from '../shape.ts';
import { commaProblem, decimalReading, type ListKind, type TypedNumber } from './decimal-comma.ts';
import { listWithSemicolons, pointRemedy } from './numeral-remedy.ts';

const numeral = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * Where a text has numbers that YAML reads as others: with decimal commas, of which it makes
 * separators, so that `[0,05, 0,10]` is four numbers, or with points between thousands.
 *
 * @param contents the node at the top of the document.
 * @param value the same as a plain value, which tells how many numbers a list needs.
 */
export function findDecimalCommas(contents: unknown, text: string, value: unknown): Problem[] {
  const problems: Problem[] = [];
  // Programs that write JSON leave no space anywhere.
  const isJson = isMap(contents) && contents.flow === true;
  const visit = (node: unknown, path: Path) => {
    if (isMap(node)) {
      if (node.flow) problems.push(...cutNumbers(node, path));
      for (const pair of node.items) visit(pair.value, [...path, keyText(pair)]);
    } else if (isPlain(node)) {
      problems.push(...pointInCount(node.source!, path, value));
    } else if (isSeq(node)) {
      const semicolons = node.flow ? semicolonList(node, path, text) : undefined;
      if (semicolons !== undefined) {
        problems.push(semicolons);
        return;
      }
      const list = node.flow ? typedNumbers(node, text) : undefined;
      if (list === undefined) node.items.forEach((item, i) => void visit(item, [...path, i]));
      else {
        const rates = path.length === 1 && path[0] === 'compare' && !isJson;
        problems.push(...doubtfulList(list, path, { width: declaredWidth(path, value), rates }));
      }
    }
  };
  visit(contents, []);
  return problems;
}

/** `steps: 10.000`, where there is no ten and nothing. */
function pointInCount(typed: string, path: Path, raw: unknown): Problem[] {
  const hint = pointRemedy(typed, (number) => {
    const key = path.findLast((step) => typeof step === 'string');
    return typeof path.at(-1) === 'string' ? `\`${key}: ${number}\`` : `\`${number}\``;
  });
  if (hint === undefined || !isCount(path, raw)) return [];
  return [{ path, says: `${pathText(path)}: \`${typed}\` reads as ${Number(typed)}`, hint }];
}

/** Whether a whole number is meant to stand at a path. */
function isCount(path: Path, raw: unknown): boolean {
  const last = path.findLastIndex((step) => typeof step === 'string');
  const [group, key] = [path.slice(0, last), path[last]];
  if (last < 0 || !keysAt(group, raw).includes(String(key))) return false;
  return fieldAt(path, raw).is.includes('whole number');
}

/** `[0,5; 0,3]`, of which YAML makes 0, "5; 0" and 3. */
function semicolonList(list: YAMLSeq, path: Path, text: string): Problem | undefined {
  const { items, range } = list;
  if (!range || !items.every(isPlain) || !items.some(({ source }) => source!.includes(';'))) return;
  const typed = text.slice(range[0] + 1, range[1] - 1).trim();
  const meant = listWithSemicolons(typed);
  if (meant === undefined) return;
  return {
    path,
    says: `${pathText(path)}: \`[${shortened(typed)}]\` has semicolons between its numbers`,
    hint: `write decimal points and commas: \`[${shortened(meant.join(', '))}]\``,
  };
}

function doubtfulList(list: readonly TypedNumber[], path: Path, kind: ListKind): Problem[] {
  const meant = decimalReading(list, kind);
  if (meant === undefined) return [];
  const { typed, points, thousands, numbers } = commaProblem(list, meant);
  const orThousands = thousands ? `, or none for thousands: \`[${thousands}]\`` : '';
  const count = plural(list.length, 'number');
  return [
    {
      path,
      says: `${pathText(path)}: \`[${typed}]\` reads as ${count}: ${numbers}`,
      hint: `write decimal points: \`[${points}]\`${orThousands}; for ${count} put a space behind each comma: \`[${numbers}]\``,
    },
  ];
}

/** A list of nothing but two or more plain numbers, as it was typed. */
function typedNumbers(list: YAMLSeq, text: string): TypedNumber[] | undefined {
  if (list.items.length < 2) return undefined;
  const numbers: TypedNumber[] = [];
  let end = 0;
  for (const item of list.items) {
    if (!isPlain(item) || !numeral.test(item.source!)) return undefined;
    const [start, itemEnd] = item.range!;
    const between = text.slice(end, start);
    const gap = between === ',' ? 'comma' : /^,[ \t]+$/.test(between) ? 'comma and space' : 'other';
    numbers.push({ text: item.source!, gap });
    end = itemEnd;
  }
  return numbers;
}

/** `{ learningRate: 0,3 }`, in which 3 is a key of its own. */
function cutNumbers(group: YAMLMap, path: Path): Problem[] {
  return group.items.flatMap(({ key, value }, i) => {
    const before = group.items[i - 1];
    if (!before || value !== null || !isPlain(key) || !isPlain(before.value)) return [];
    const number = ({ source }: Scalar): TypedNumber => ({ text: source!, gap: 'comma' });
    const typed = [number(before.value), number(key)] as const;
    const meant = decimalReading(typed, { width: 1 });
    if (meant === undefined) return [];
    const { typed: shown, points, thousands } = commaProblem(typed, meant);
    const name = keyText(before);
    const orThousands = thousands ? `, or none for thousands: \`${name}: ${thousands}\`` : '';
    return [
      {
        path: [...path, name],
        says: `${pathText([...path, name])}: \`${shown}\` reads as the number ${shortened(typed[0].text)} and a key ${shortened(typed[1].text)}`,
        hint: `write a decimal point: \`${name}: ${points}\`${orThousands}`,
      },
    ];
  });
}

function isPlain(node: unknown): node is Scalar {
  return isScalar(node) && node.type === Scalar.PLAIN && node.source !== undefined && !!node.range;
}

function keyText({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}
