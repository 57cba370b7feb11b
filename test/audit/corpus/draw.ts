import type { Slip } from '../../../src/audit/report.ts';
import { cellAddress } from '../../../src/xlsx/address.ts';
import { type Chance, chanceOf } from './chance.ts';
import { evaluate, type Value } from './evaluate.ts';
import { fresh, print } from './expression.ts';
import { fileOf, rangesFit } from './file.ts';
import { headerOf, vocabularies } from './headers.ts';
import { type LayoutName, layouts } from './layouts/all.ts';
import type { Layout } from './layouts/layout.ts';
import { matrixBands } from './layouts/matrices.ts';
import { contentOf, isSound, type Model, numbersOf, type Quantity, valuesOf } from './model.ts';
import { mutate } from './mutations.ts';
import { drawDense } from './networks/dense.ts';
import { drawMatrices } from './networks/matrices.ts';
import { drawRecurrent } from './networks/recurrent.ts';
import { type CorpusSlipName, corpusSlipNames, corpusSlips, type Planted, plant } from './slips.ts';
import { drawStyle } from './style.ts';

/** One workbook of the corpus and what is true of it. */
export interface Case {
  readonly seed: number;
  /** Network, layout, language and, of a wrong one, the slip. */
  readonly about: string;
  readonly bytes: Uint8Array;
  /** Empty for a clean one. */
  readonly wrong: readonly WrongQuantity[];
  /** What the audit may call it; any name where undefined. */
  readonly accepts: readonly Slip[] | undefined;
  readonly slip: CorpusSlipName | 'mutation' | undefined;
}

/** A quantity whose formula is wrong. */
export interface WrongQuantity {
  readonly key: string;
  /** The change, in the names of the quantities: `a_h1 → a_h2`. */
  readonly change: string;
  readonly sheet: string;
  /** All cells of the quantity, in whatever step. */
  readonly column: readonly string[];
  /** Where the wrong formula stands, and what the right one gives there, all else being as it is. */
  readonly rights: ReadonlyMap<string, number>;
}

export type CorpusKind = 'clean' | 'planted' | 'mutated';

const streams: Record<CorpusKind, number> = { clean: 1, planted: 2, mutated: 3 };

/** The workbook of a seed: the same seed gives the same workbook. */
export async function drawCase(kind: CorpusKind, seed: number): Promise<Case> {
  const chance = chanceOf(seed, streams[kind], 2026);
  for (;;) {
    const drawn = drawModel(chance);
    if (drawn === undefined) continue;
    const { model, layout, language, layoutName, writing } = drawn;
    const slip = kind === 'planted' ? corpusSlipNames[seed % corpusSlipNames.length] : undefined;
    const planted: Planted | undefined = {
      clean: () => ({ model, keys: [] }),
      planted: () => plant(model, slip!, chance),
      mutated: () => mutate(model, chance),
    }[kind]();
    if (planted === undefined) continue;
    const what = kind === 'mutated' ? 'mutation' : slip;
    const of = what === undefined ? '' : `: ${what} in ${planted.keys.join(' and ')}`;
    return {
      seed,
      about: `${model.about}; ${layoutName}, ${language}${of}`,
      bytes: await fileOf(planted.model, layout, writing),
      wrong: planted.keys.map((key) => wrongQuantity(model, planted, layout, key)),
      accepts: slip && corpusSlips[slip].accepts,
      slip: what,
    };
  }
}

/** A model that learns and whose numbers are of moderate size. */
export function drawSound(chance: Chance): Model {
  for (;;) {
    const { model } = drawAny(chance);
    if (isSound(model) && learns(model)) return model;
  }
}

function drawAny(chance: Chance) {
  const style = drawStyle(chance);
  const family = chance.pick([
    'dense',
    'dense',
    'dense',
    'dense',
    'dense',
    'recurrent',
    'matrices',
  ]);
  const draw = { dense: drawDense, recurrent: drawRecurrent, matrices: drawMatrices }[family]!;
  const model = draw(chance, style);
  const quantities = model.quantities.map((quantity) => ({
    ...quantity,
    ...(quantity.first && { first: fresh(quantity.first) }),
    ...(quantity.formula && { formula: fresh(quantity.formula) }),
  }));
  return { model: { ...model, quantities }, style, family };
}

function drawModel(chance: Chance) {
  const { model, style, family } = drawAny(chance);
  if (!isSound(model) || !learns(model)) return undefined;
  const language = chance.pick(Object.keys(vocabularies));
  const layoutName: LayoutName | 'matrix bands' =
    family === 'matrices'
      ? 'matrix bands'
      : chance.pick<LayoutName>([
          'rows',
          'rows',
          'rows',
          ...(Object.keys(layouts) as LayoutName[]),
        ]);
  const arrange = layoutName === 'matrix bands' ? matrixBands : layouts[layoutName];
  const layout = arrange(model, (quantity) => headerOf(vocabularies[language], quantity), chance);
  if (!rangesFit(model, layout)) return undefined;
  const hasCell = model.quantities.some(({ key, once }) => key === 'rate' && once === true);
  const byName = style.rate === 'name' && hasCell;
  const rateName = byName ? chance.pick(['eta', 'lr', 'rate', 'Lernrate']) : null;
  return { model, layout, language, layoutName, writing: { rateName } };
}

/** Whether every gradient is other than 0 in some step: of dead units there is nothing to find. */
function learns(model: Model): boolean {
  const values = valuesOf(model);
  return model.quantities
    .filter(({ kind }) => kind === 'gradient')
    .every(({ key }) =>
      Array.from({ length: model.steps }, (_, step) => numbersOf(values(key, step))).some((all) =>
        all.some((value) => Math.abs(value) > 1e-4),
      ),
    );
}

function wrongQuantity(
  clean: Model,
  { model, steps }: Planted,
  layout: Layout,
  key: string,
): WrongQuantity {
  const [before, after] = [clean, model].map(({ quantities }) =>
    quantities.find((quantity) => quantity.key === key),
  );
  const { rows, columns } = after!.shape ?? { rows: 1, columns: 1 };
  const cellsAt = (step: number) => {
    const { row, column } = layout.place(key, step);
    return Array.from({ length: rows * columns }, (_, i) =>
      cellAddress(column + (i % columns), row + Math.floor(i / columns)),
    );
  };
  const all = Array.from({ length: model.steps }, (_, step) => step);
  const wrong = all.filter((step) =>
    steps
      ? steps.includes(step)
      : JSON.stringify(contentOf(before!, step)) !== JSON.stringify(contentOf(after!, step)),
  );
  const values = valuesOf(model);
  const rightAt = (step: number): readonly number[] => {
    const content = contentOf(before!, step);
    if ('typed' in content) return numbersOf(content.typed);
    return numbersOf(
      evaluate(content.formula, (other, back) => values(other, step - back)) as Value,
    );
  };
  const rights = wrong.flatMap((step) => {
    const right = rightAt(step);
    return cellsAt(step).map((cell, i) => [cell, right[i]] as const);
  });
  return {
    key,
    change: `${textOf(before!, wrong[0])} → ${textOf(after!, wrong[0])}`,
    sheet: layout.place(key, wrong[0]).sheet,
    column: all.flatMap(cellsAt),
    rights: new Map(rights),
  };
}

function textOf(quantity: Quantity, step: number): string {
  const content = contentOf(quantity, step);
  if ('typed' in content) return String(content.typed);
  return print(content.formula, {
    ref: ({ key, back }) => (back === 0 ? key : `${key}[-${back}]`),
    range: ({ keys }) => keys.join(':'),
  });
}
