import { mostDataNumbers } from '../limits.ts';
import { type Path, type Problem, plural, type Refuse } from '../problem.ts';
import type { DataSpec } from '../spec.ts';
import { longestName, unprintableIn } from '../values.ts';

/** Refuses a data set that could not be written out in a spec. @throws whatever `refuse` does. */
export function checkNumberCount(samples: number, width: number, path: Path, refuse: Refuse): void {
  const count = samples * width;
  if (count <= mostDataNumbers) return;
  refuse(
    {
      path,
      says: `the data set has ${plural(count, 'number')} (${plural(samples, 'sample')} of ${width}), and at most ${plural(mostDataNumbers, 'number')} fit`,
      hint: 'use fewer samples or fewer columns',
    },
    'TOO_LARGE',
  );
}

/** Whether samples belong together: as many targets as inputs, all of the same length; what does not. */
export function checkSamples({ inputs, targets }: Pick<DataSpec, 'inputs' | 'targets'>): Problem[] {
  const problems = [...checkRows('inputs', inputs), ...checkRows('targets', targets)];
  if (inputs.length !== targets.length) {
    problems.push({
      path: ['data', 'targets'],
      says: `there are inputs for ${plural(inputs.length, 'sample')}, and targets for ${plural(targets.length, 'sample')}`,
      hint: 'give one list of targets per list of inputs',
    });
  }
  return problems;
}

function checkRows(key: 'inputs' | 'targets', rows: readonly (readonly number[])[]): Problem[] {
  const length = rows[0]!.length;
  const path = ['data', key];
  if (length === 0) {
    const says = `the first sample has no ${key}`;
    return [{ path: [...path, 0], says, hint: 'give each sample at least one number' }];
  }
  const misfit = rows.findIndex((row) => row.length !== length);
  const row = rows[misfit];
  if (row === undefined) return [];
  return [
    {
      path: [...path, misfit],
      says: `sample ${misfit + 1} has ${plural(row.length, key.slice(0, -1))}, and the first has ${length}`,
      hint: `give each sample as many ${key} as the first`,
    },
  ];
}

/** Whether names can head the columns; what is against them. */
export function checkColumnNames(
  names: readonly string[] | null,
  columns: number,
  path: Path,
): Problem[] {
  if (names === null) return [];
  if (names.length !== columns) {
    const says = `${plural(names.length, 'name')} cannot head ${plural(columns, 'column')}`;
    return [{ path, says, hint: 'give one name per column, or leave the key out' }];
  }
  return names.flatMap((name, i) => {
    const bad = unprintableIn(name);
    const says =
      name.trim() === ''
        ? `the name of column ${i + 1} is empty`
        : [...name].length > 2 * longestName
          ? `the name of column ${i + 1} has ${[...name].length} characters`
          : bad && `the name of column ${i + 1} contains ${bad}`;
    return says ? [{ path: [...path, i], says, hint: 'give the column a short, plain name' }] : [];
  });
}
