import type { ActivationRow } from '../functions/activation.ts';
import { type ActivationName, activations } from '../functions/activations.ts';
import { nameOf } from '../functions/choice.ts';
import { type LossRow, losses, lossNames } from '../functions/losses.ts';
import type { Path, Problem } from './problem.ts';
import type { Spec } from './spec.ts';

type Checked = Pick<Spec, 'inputs' | 'inputShape' | 'targets' | 'data' | 'layers' | 'loss'>;

/** Whether activations, loss and targets go together; what does not. */
export function checkFunctions(spec: Checked): Problem[] {
  const output = checkOutput(spec);
  // With another loss, other targets are right.
  return [...checkHidden(spec), ...output, ...(output.length > 0 ? [] : checkTargets(spec))];
}

function checkHidden({ layers }: Checked): Problem[] {
  return layers.slice(0, -1).flatMap(({ activation }, index) => {
    const name = nameOf(activation);
    const row: ActivationRow = activations[name];
    if (row.kind === 'scalar') return [];
    return [
      {
        path: ['layers', index, 'activation'],
        says: `layer ${index + 1} is hidden, and ${name} is for the output layer alone: it ties all units of a layer together`,
        hint: 'use an activation of single units here, for example `activation: tanh`',
      },
    ];
  });
}

/** A loss that is computed from the net inputs presumes an activation. */
function checkOutput({ layers, loss, targets }: Checked): Problem[] {
  const name = nameOf(loss);
  const { output }: LossRow = losses[name];
  const last = layers.length - 1;
  const activation = nameOf(layers[last]!.activation);
  if (output === null || output === activation) return [];
  const any = lossNames.find((each) => losses[each].output === null);
  return [
    {
      path: ['layers', last, 'activation'],
      says: `the loss ${name} needs outputs of ${output}, and the last layer has ${activation}`,
      hint:
        targets.length === 1 && activations[output].kind === 'layer'
          ? loneShare(output)
          : `write \`activation: ${output}\` in layer ${last + 1}, or use another loss, for example \`loss: ${any}\``,
    },
  ];
}

/** What to do about an activation that shares out among units, where there is only one. */
function loneShare(activation: ActivationName): string {
  const loss = lossNames.find((each) => losses[each].classes === 'half')!;
  return `${activation} needs at least two units, one for each class; for a single unit write \`activation: ${losses[loss].output}\` and \`loss: ${loss}\``;
}

/** How far the targets of a sample may be from adding up to 1: a rounding error. */
const roundOff = 1e-9;

/** Of a loss for classes the targets are shares: between 0 and 1, with `largest` of one whole. */
function checkTargets({ targets, data, loss }: Checked): Problem[] {
  const name = nameOf(loss);
  const { classes, output }: LossRow = losses[name];
  if (classes === null) return [];
  const all = data ? data.targets : [targets];
  for (const [i, sample] of all.entries()) {
    const path: Path = data ? ['data', 'targets', i] : ['targets'];
    const of = data ? ` of sample ${i + 1}` : '';
    const wrong = sample.find((t) => !(t >= 0 && t <= 1));
    if (wrong !== undefined) {
      const says = `a target${of} is ${wrong}, and the loss ${name} needs targets from 0 to 1`;
      return [{ path, says, hint: 'use 0 and 1 for no and yes, or another loss' }];
    }
    const sum = sample.reduce((a, b) => a + b, 0);
    if (classes === 'largest' && Math.abs(sum - 1) > roundOff) {
      const says = `the targets${of} add up to ${Number(sum.toPrecision(12))}, and the loss ${name} needs 1`;
      const right = `write 1 for the right class and 0 for the others: ${sharesExample(sample.length)}`;
      return [{ path, says, hint: sample.length === 1 && output ? loneShare(output) : right }];
    }
  }
  return [];
}

const mostShares = 8;

/** `[0, 1, 0]`, for so many classes. */
function sharesExample(classes: number): string {
  const shares = Array.from({ length: Math.min(classes, mostShares) }, (_, k) => Number(k === 1));
  return `[${shares.join(', ')}${classes > mostShares ? ', …' : ''}]`;
}
