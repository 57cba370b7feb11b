import { defaultKind } from '../../layers/kinds.ts';
import type { Description, Limit } from '../../network/describe.ts';
import { rounded } from '../../spec/size.ts';
import type { InitSpec } from '../../spec/spec.ts';
import type { Output } from '../io.ts';
import { type Fact, learningRateFact, printFacts, styled } from '../report.ts';

/** Tells people what a workbook would hold and how large it would be. */
export function printDescription(output: Output, description: Description): void {
  const { name, inputs, layers, sheets, cells, limits } = description;
  const sizes = [inputs, ...layers.map(({ outputs }) => outputs)].join('-');
  printFacts(output, `${styled(output, 'bold', name)}, a ${sizes} network`, [
    ...layerFacts(description),
    ...trainingFacts(description),
  ]);
  printFacts(output, '\nSheets, besides the pages Start, Network and Charts:', [
    ...sheets.map(({ sheet, rows, columns, cells }): Fact => {
      const area = `${count(rows, 'row')} × ${count(columns, 'column')}`;
      return [sheet, `${area}, ${count(rounded(cells), 'cell')}`];
    }),
    ['in all', `about ${count(rounded(cells), 'cell')}`],
  ]);
  printFacts(output, '\nLimits:', limits.map(limitFact));
}

function layerFacts({ layers, parameters, trainBiases, loss }: Description): Fact[] {
  return [
    ...layers.map((layer, index): Fact => {
      const { kind, shape, activation, weights, weightsDrawn, biases, biasesDrawn } = layer;
      const parts = [
        `${kind === defaultKind ? '' : `${kind}, `}${shape}, ${named(activation)}`,
        `${count(weights, 'weight')}${drawn(weightsDrawn)}`,
        biases > 0 && `${count(biases, 'bias', 'biases')}${drawn(biasesDrawn)}`,
      ];
      return [`layer ${index + 1}`, parts.filter(Boolean).join('; ')];
    }),
    ['parameters', `${count(parameters)}${trainBiases ? '' : ', the biases among them fixed'}`],
    ['loss', named(loss)],
  ];
}

function trainingFacts(description: Description): Fact[] {
  const { optimizer, schedule, data, compare } = description;
  const facts: Fact[] = [
    ['optimizer', named(optimizer)],
    ['schedule', named(schedule)],
    learningRateFact(description),
  ];
  if (data) {
    const { samples, batchSize, stepsPerEpoch, epochs, shuffle, standardise } = data;
    const order = shuffle === null ? 'in the order given' : `shuffled by the seed ${shuffle}`;
    facts.push(
      ['samples', `${count(samples)}${standardise ? ', standardised' : ''}`],
      ['batches', `of ${count(batchSize, 'sample')}, ${order}`],
      ['epochs', `${count(epochs)} of ${count(stepsPerEpoch, 'step')} each`],
    );
  }
  return [...facts, ['compared', compare.length === 0 ? 'no learning rates' : compare.join(', ')]];
}

/** `adam (beta1 0.9, beta2 0.999)` */
function named({ name, parameters }: Description['loss']): string {
  const given = Object.entries(parameters).map(([key, value]) => `${key} ${value}`);
  return given.length === 0 ? name : `${name} (${given.join(', ')})`;
}

function drawn(init: InitSpec | null): string {
  return init ? `, ${init.init} by the seed ${init.seed}` : '';
}

function limitFact({ what, used, limit, state }: Limit): Fact {
  const note = { fine: '', near: ': near the limit', beyond: ': beyond the limit' }[state];
  return [what, `${count(used)} of ${count(limit)}${note}`];
}

function count(number: number, one?: string, many = `${one}s`): string {
  const text = number.toLocaleString('en-US');
  return one === undefined ? text : `${text} ${number === 1 ? one : many}`;
}
