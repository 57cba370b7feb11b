import { nameOf } from '../functions/choice.ts';
import type { Plan } from '../layout/plan.ts';
import { NAMES } from '../layout/sheets.ts';
import { layerTitle } from '../network/network.ts';
import { parametersOf } from '../network/parameters.ts';
import { lossWords } from '../symbolic/kinds.ts';
import type { CellContent } from './sheet.ts';

/** One line of the parameters on `Start`. */
export type ParameterLine = readonly [name: string, value: CellContent, note: string];

/** What the workbook was made with, and what came of it. */
export function parameterLines(
  plan: Plan,
  { verdict, proof }: { readonly verdict: string; readonly proof: string },
): ParameterLine[] {
  const { network } = plan;
  const loss = lossWords(network);
  return [
    ...shapeLines(plan),
    ...dataLines(plan),
    ['Learning rate η', { formula: NAMES.eta, result: network.learningRate }, 'set on Network'],
    ...descentLines(plan),
    ['Steps', network.steps, 'weight updates; step 0 holds the starting weights'],
    [
      'Tolerance',
      { formula: NAMES.tolerance, result: network.tolerance },
      `a run has converged once ${loss} stays at or below it; set on Network`,
    ],
    network.compare.length > 0
      ? ['Compared rates', network.compare.length, 'see Learning rates']
      : ['Compared rates', 'none', ''],
    ['Verdict', { formula: NAMES.verdict, result: verdict }, ''],
    ['Gradient check', { formula: NAMES.proof, result: proof }, ''],
  ];
}

/** The layers, the loss and how many parameters there are. */
export function shapeLines({ network }: Pick<Plan, 'network'>): ParameterLine[] {
  const { spec, layers } = network;
  const shape = [network.inputs.length, ...layers.map((layer) => layer.units)].join(' → ');
  const biases = layers.some((layer) => layer.biases);
  return [
    ['Network', shape, 'inputs → units of each layer'],
    ...spec.layers.map(
      ({ activation }, l): ParameterLine => [
        layerTitle(network, l),
        nameOf(activation),
        layers[l]!.activation.about,
      ],
    ),
    ['Loss', nameOf(spec.loss), network.loss.about],
    [
      'Parameters',
      parametersOf(network).length,
      biases ? 'weights and biases' : 'weights; no biases',
    ],
    ...(biases
      ? [
          [
            'Biases',
            network.trainBiases ? 'trained' : 'kept',
            'whether training moves them',
          ] as const,
        ]
      : []),
  ];
}

function dataLines({ network }: Plan): ParameterLine[] {
  const { batches, samples, spec, hasData } = network;
  if (!hasData) return [];
  const { shuffle } = spec.training;
  const order = shuffle === null ? 'in the order of Data' : `shuffled with seed ${shuffle}`;
  const { perEpoch, size } = batches;
  return [
    ['Samples', samples.length, spec.data!.standardise ? 'inputs standardised' : 'see Data'],
    ['Batch', size, perEpoch === 1 ? 'all samples at every step' : `samples a step, ${order}`],
    ['Steps per epoch', perEpoch, 'an epoch goes once through all samples'],
  ];
}

function descentLines({ network }: Plan): ParameterLine[] {
  const { descent, spec } = network;
  const { optimizer, schedule } = spec.training;
  // Nothing to set and nothing to remember: plain gradient descent.
  const sets = descent.settings.some(({ of }) => of === 'optimizer');
  const plain = !sets && descent.optimizer.states.length === 0;
  return [
    ...(plain
      ? []
      : [['Optimizer', nameOf(optimizer), `${descent.optimizer.about}; set on Network`] as const]),
    ...(descent.schedule
      ? [['Schedule', nameOf(schedule), `${descent.schedule.about}; set on Network`] as const]
      : []),
  ];
}
