import { penalties, type State } from '../functions/optimizers.ts';
import { layerTitle, type Network } from '../network/network.ts';
import {
  biasesOf,
  descentGradientOf,
  gradientOf,
  isTrained,
  meanOf,
  stateOf,
  stepGradientOf,
  weightsOf,
} from '../network/parameters.ts';
import type { CellSetting } from '../network/settings.ts';
import { at, type Formula, f, type Hole, sum, worded } from '../ops/formula.ts';
import { type Ref, ref } from '../ref.ts';
import { meanOfBatch } from './outcome.ts';
import type { Quantity } from './quantity.ts';

/** η of each step, where it changes. */
export function rateQuantities({ descent }: Network): Quantity[] {
  const { schedule } = descent;
  if (!schedule) return [];
  const holes = {
    eta: ref('eta'),
    step: ref('step'),
    ...settingHoles(descent.settings, 'schedule'),
  };
  return [
    {
      ref: ref('rate'),
      role: 'update',
      band: 'Schedule',
      first: null,
      formula: worded(schedule, holes),
      of: 'step',
    },
  ];
}

/** The weights and biases of layer l, before them what the optimizer remembers of each. */
export function parameterQuantities(network: Network, l: number): Quantity[] {
  const all = layerParameters(network, l);
  const trained = all.filter((r) => isTrained(network, r));
  const states = network.descent.optimizer.states.map((state, part) =>
    trained.map((r) => stateQuantity(network, r, state, part)),
  );
  return [...states.flat(), ...all.map((r) => parameterQuantity(network, r))];
}

function layerParameters({ layers }: Network, l: number): Ref[] {
  const layer = layers[l]!;
  return [...weightsOf(layer, l), ...biasesOf(layer, l)];
}

function parameterQuantity(network: Network, self: Ref): Quantity {
  const { biases } = network.layers[self.layer]!;
  const band = `${layerTitle(network, self.layer)}: ${biases ? 'weights and biases' : 'weights'}`;
  const common = {
    ref: self,
    role: 'weight',
    band,
    first: 'typed',
    of: 'step',
  } as const;
  if (!isTrained(network, self)) return { ...common, formula: f`${at(self, 'top')}` };
  const { cell, text } = network.descent.optimizer.update;
  return {
    ...common,
    formula: worded({ cell, symbol: text }, updateHoles(network, self)),
    ...staysInBatch(network, self),
    isUpdate: true,
  };
}

function stateQuantity(
  network: Network,
  parameter: Ref,
  { cell, text }: State,
  part: number,
): Quantity {
  const self = stateOf(parameter, part);
  return {
    ref: self,
    role: 'update',
    band: `${layerTitle(network, parameter.layer)}: optimizer`,
    first: 'zero',
    formula: worded({ cell, symbol: text }, updateHoles(network, parameter)),
    ...staysInBatch(network, self),
    of: 'step',
    isUpdate: true,
  };
}

/** An update happens in the first row of a step; the other rows of a batch repeat that one. */
function staysInBatch({ batches }: Network, self: Ref): Pick<Quantity, 'stays'> {
  return batches.size > 1 ? { stays: f`${at(self, 'stepTop')}` } : {};
}

/**
 * What the texts of an optimizer speak of: before the update is the row above, which ended the step
 * before; after it is this one.
 */
function updateHoles(network: Network, parameter: Ref): Record<string, Formula | Hole | Ref> {
  const { optimizer, schedule, settings } = network.descent;
  const before = (r: Ref) => at(r, 'previous');
  const states = optimizer.states.flatMap(({ key }, part) => {
    const state = stateOf(parameter, part);
    return [[key, state] as const, [`${key}-`, before(state)] as const];
  });
  return {
    w: before(parameter),
    g: before(descentGradientOf(network, parameter)),
    eta: schedule ? before(ref('rate')) : ref('eta'),
    t: ref('step'),
    ...settingHoles(settings, 'optimizer'),
    ...Object.fromEntries(states),
  };
}

function settingHoles(settings: readonly CellSetting[], of: CellSetting['of']) {
  return Object.fromEntries(
    settings.flatMap((each, index) =>
      each.of === of ? [[each.key, ref('setting', 0, index)] as const] : [],
    ),
  );
}

/** Of a data set the gradients' means over the batch, and the penalties added to them. */
export function descentQuantities(network: Network): Quantity[] {
  const { hasData, layers } = network;
  const all = layers.map((_, l) => layerParameters(network, l));
  // All weights before all biases, as the gradients stand.
  const parameters = [
    ...all.flat().filter(({ kind }) => kind === 'weight'),
    ...all.flat().filter(({ kind }) => kind === 'bias'),
  ];
  const means = hasData ? parameters.map((r) => meanQuantity(network, r)) : [];
  const trained = parameters.filter((r) => isTrained(network, r));
  return [...means, ...trained.flatMap((r) => penalisedQuantity(network, r))];
}

function meanQuantity(network: Network, parameter: Ref): Quantity {
  const self = meanOf(parameter);
  return {
    ref: self,
    role: 'gradient',
    band: `Mean gradients of the ${parameter.kind === 'weight' ? 'weights' : 'biases'}`,
    ...meanOfBatch(network, gradientOf(parameter)),
    of: 'step',
  };
}

function penalisedQuantity(network: Network, parameter: Ref): Quantity[] {
  const { descent, hasData } = network;
  if (descent.penalties.length === 0) return [];
  const gradient = stepGradientOf(network, parameter);
  const holes = { w: parameter, ...settingHoles(descent.settings, 'optimizer') };
  const terms = descent.penalties.map(({ name }) => {
    const { cell, text } = penalties[name];
    return worded({ cell, symbol: text }, holes);
  });
  return [
    {
      ref: descentGradientOf(network, parameter),
      role: 'gradient',
      band: 'Gradients with the weight decay',
      ...(hasData && { only: 'ends of steps' as const }),
      first: null,
      formula: sum([gradient, ...terms]),
      of: hasData ? 'step' : 'sample',
    },
  ];
}
