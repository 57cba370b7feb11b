import { childrenOf, type Node, withChildren } from '../../../sheet/formula/node.ts';
import { signatureOf } from '../signature.ts';
import { binary } from './build.ts';
import { type Edit, type Material, type Probe, places, type Readable } from './edit.ts';
import { isAbout, isProduct, type Piece, partsFor } from './parts.ts';

/**
 * Products that lack a factor which other formulas of the table have: a slope, spelt out, of the same
 * cell or of another one. And numbers that stand where other formulas have such a slope.
 */
export function* missingFactors(
  root: Node,
  material: Material,
  read: readonly Readable[],
  probe: Probe,
): Generator<Edit> {
  const factors = partsFor(material, probe, factorsOf);
  const slopes = ofEachCell(slopeForms(material, probe), read, probe);
  for (const place of places(root)) {
    const { node, put } = place;
    const isTyped = isConstant(node) && !isAbout(probe.valueOf(node) ?? 0, 0);
    if (node !== root && !isProduct(node) && !isTyped) continue;
    const wanted = probe.wanted(place);
    const value = wanted === undefined ? undefined : probe.valueOf(node);
    if (wanted === undefined || value === undefined || value === 0) continue;
    if (isTyped) yield* instead(place.put, node, wanted, slopes, read);
    for (const [parts, cost] of [
      [factors, 1.15],
      [slopes, 1.2],
    ] as const) {
      for (const { node: factor, value: by } of parts) {
        if (!isAbout(by, wanted / value)) continue;
        yield { node: put(binary('*', node, factor)), slip: 'missing factor', cost };
      }
    }
  }
}

/** What may stand where a number is typed: one cell, its square, or a slope. */
function* instead(
  put: (node: Node) => Node,
  node: Node,
  wanted: number,
  slopes: readonly Piece[],
  read: readonly Readable[],
): Generator<Edit> {
  // A factor 1 or a sum of two numbers is what nobody writes.
  const cost = node.kind === 'constant' && node.value !== 1 ? 1.2 : 0.9;
  for (const { node: cell, value } of read) {
    if (value === undefined) continue;
    const square = binary('^', cell, { kind: 'constant', value: 2, text: '2' });
    for (const [other, by] of [
      [cell, value],
      [square, value * value],
    ] as const) {
      if (isAbout(by, wanted)) yield { node: put(other), slip: 'typed constant', cost };
    }
  }
  for (const { node: slope, value } of slopes) {
    if (isAbout(value, wanted)) yield { node: put(slope), slip: 'typed constant', cost };
  }
}

/** Whether a part of a formula is made of typed numbers only. */
function isConstant(node: Node): boolean {
  if (node.kind === 'constant') return typeof node.value === 'number';
  return ['unary', 'binary'].includes(node.kind) && childrenOf(node).every(isConstant);
}

/** The factors of a product that are more than a cell or a number. */
function factorsOf(node: Node): Node[] {
  if (!isProduct(node)) return [];
  const factors: Node[] = [];
  let at: Node = node;
  for (; isProduct(at); at = at.left) if (at.operator === '*') factors.push(at.right);
  return [at, ...factors].filter(({ kind }) => kind === 'binary' || kind === 'call');
}

/** Of more no sheet is made. */
const mostForms = 12;

/** Factors, and whole formulas, that read one cell, each form once: `1-a^2`, `a*(1-a)`, `IF(h>0,1,0)`. */
function slopeForms(material: Material, probe: Probe): Node[] {
  const parts = partsFor(material, probe, (node, isRoot) =>
    isRoot && node.kind !== 'cell' ? [node, ...factorsOf(node)] : factorsOf(node),
  );
  const forms = new Map<string, Node>();
  for (const { node } of parts) {
    if (cellsIn(node).size === 1) forms.set(signatureOf(node), node);
  }
  return [...forms.values()].slice(0, mostForms);
}

const cellsIn = (node: Node): Set<string> =>
  node.kind === 'cell'
    ? new Set([JSON.stringify(node)])
    : new Set(childrenOf(node).flatMap((child) => [...cellsIn(child)]));

function ofEachCell(forms: readonly Node[], read: readonly Readable[], probe: Probe): Piece[] {
  return forms.flatMap((form) =>
    read.flatMap(({ node: cell }) => {
      const node = about(form, cell);
      const value = probe.valueOf(node);
      return value === undefined || value === 0 ? [] : [{ node, value }];
    }),
  );
}

/** A form with its one cell replaced. */
function about(form: Node, cell: Node): Node {
  if (form.kind === 'cell') return cell;
  const children = childrenOf(form);
  return children.length === 0
    ? form
    : withChildren(
        form,
        children.map((child) => about(child, cell)),
      );
}
