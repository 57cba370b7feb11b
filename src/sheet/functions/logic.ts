import {
  errors,
  type Grid,
  isError,
  isGrid,
  type Scalar,
  toBoolean,
  type Value,
  valuesOf,
} from '../value.ts';
import {
  type Adjoint,
  adjointLike,
  paired,
  type SheetFunction,
  spread,
  stepwise,
  zerosLike,
} from './function.ts';

/** Which of the values behind `places` IF-like functions hand on, for one value of the conditions. */
type Choice = (conditions: readonly Scalar[]) => number | { readonly error: string };

export const logic = {
  IF: choosing([1, 3], {
    conditions: () => [0],
    choose: ([condition = null]) => {
      const holds = toBoolean(condition);
      return typeof holds === 'boolean' ? (holds ? 1 : 2) : holds;
    },
    otherwise: false,
  }),
  IFERROR: choosing([2, 2], {
    conditions: () => [0],
    choose: ([value = null]) => (isError(value) ? 1 : 0),
    otherwise: null,
  }),
  IFNA: choosing([2, 2], {
    conditions: () => [0],
    choose: ([value = null]) => (isError(value) && value.error === '#N/A' ? 1 : 0),
    otherwise: null,
  }),
  IFS: choosing([2, 254], {
    conditions: (given) => given.flatMap((_, i) => (i % 2 === 0 ? [i] : [])),
    choose: (conditions) => {
      for (const [i, condition] of conditions.entries()) {
        const holds = toBoolean(condition);
        if (typeof holds !== 'boolean') return holds;
        if (holds) return 2 * i + 1;
      }
      return errors.missing;
    },
    otherwise: null,
  }),
  CHOOSE: choosing([2, 255], {
    conditions: () => [0],
    choose: ([index = null]) => {
      if (isError(index)) return index;
      return Number(index) >= 1 ? Math.trunc(Number(index)) : errors.value;
    },
    otherwise: errors.value,
  }),
  SWITCH: choosing([3, 255], {
    conditions: (given) => given.map((_, i) => i),
    choose: (all) => {
      for (let i = 1; i + 1 < all.length; i += 2) if (all[0] === all[i]) return i + 1;
      return all.length % 2 === 0 ? all.length - 1 : errors.missing;
    },
    otherwise: null,
  }),
  AND: quantified((values) => values.every(Boolean)),
  OR: quantified((values) => values.some(Boolean)),
  XOR: quantified((values) => values.filter(Boolean).length % 2 === 1),
  NOT: each((value) => {
    const holds = toBoolean(value);
    return typeof holds === 'boolean' ? !holds : holds;
  }),
  TRUE: stepwise(0, 0, () => true),
  FALSE: stepwise(0, 0, () => false),
  NA: { arguments: [0, 0], value: () => errors.missing },
  ISNUMBER: each((value) => typeof value === 'number'),
  ISTEXT: each((value) => typeof value === 'string'),
  ISLOGICAL: each((value) => typeof value === 'boolean'),
  ISBLANK: each((value) => value === null),
  ISERROR: each(isError),
  ISERR: each((value) => isError(value) && value.error !== '#N/A'),
  ISNA: each((value) => isError(value) && value.error === '#N/A'),
  N: each((value) => {
    if (typeof value === 'number' || isError(value)) return value;
    return value === true ? 1 : 0;
  }),
} as const satisfies Record<string, SheetFunction>;

/**
 * A function that hands on one of its arguments: the slope is that of the side the values are on.
 * What the other arguments hold, errors included, does not matter.
 */
function choosing(
  count: readonly [number, number],
  rule: {
    /** Which arguments decide. */
    readonly conditions: (given: readonly Value[]) => readonly number[];
    readonly choose: Choice;
    /** What it gives where the chosen argument is left out. */
    readonly otherwise: Scalar;
  },
): SheetFunction {
  const choiceAt = (given: readonly Value[], row: number, column: number) =>
    rule.choose(rule.conditions(given).map((i) => spread(given[i]!, row, column)));
  const decidedByBlock = (given: readonly Value[]) =>
    rule.conditions(given).some((i) => isGrid(given[i]!));
  const sizeOf = (given: readonly Value[]) => {
    const blocks = given.filter(isGrid);
    return {
      rows: Math.max(1, ...blocks.map(({ rows }) => rows)),
      columns: Math.max(1, ...blocks.map(({ columns }) => columns)),
    };
  };
  return {
    arguments: count,
    value(given) {
      if (!decidedByBlock(given)) {
        const choice = choiceAt(given, 0, 0);
        if (typeof choice !== 'number') return choice;
        return choice < given.length ? given[choice]! : rule.otherwise;
      }
      const at = (row: number, column: number): Scalar => {
        const choice = choiceAt(given, row, column);
        if (typeof choice !== 'number') return choice;
        return choice < given.length ? spread(given[choice]!, row, column) : rule.otherwise;
      };
      return { ...sizeOf(given), at };
    },
    backward(given, _result, adjoint) {
      const backs: (Adjoint | undefined)[] = given.map(() => undefined);
      if (!decidedByBlock(given)) {
        const choice = choiceAt(given, 0, 0);
        if (typeof choice === 'number' && choice < given.length) backs[choice] = adjoint;
        return backs;
      }
      const { columns } = sizeOf(given);
      const out = adjoint as Float64Array;
      const blocks = given.map(zerosLike);
      for (let i = 0; i < out.length; i++) {
        const [row, column] = [Math.floor(i / columns), i % columns];
        const choice = choiceAt(given, row, column);
        if (typeof choice !== 'number' || choice >= given.length) continue;
        const side = given[choice]!;
        blocks[choice]![isGrid(side) ? placeIn(side, row, column) : 0]! += out[i]!;
      }
      return given.map((side, i) => adjointLike(side, blocks[i]!));
    },
  };
}

function placeIn(grid: Grid, row: number, column: number): number {
  return (grid.rows === 1 ? 0 : row) * grid.columns + (grid.columns === 1 ? 0 : column);
}

function quantified(holds: (values: readonly boolean[]) => boolean): SheetFunction {
  return {
    arguments: [1, 255],
    value(given) {
      const values: boolean[] = [];
      for (const argument of given) {
        for (const held of isGrid(argument) ? valuesOf(argument) : [argument]) {
          if (isError(held)) return held;
          // Texts and empty cells of a range are passed over.
          if (typeof held === 'boolean' || typeof held === 'number') values.push(Boolean(held));
        }
      }
      return values.length === 0 ? errors.value : holds(values);
    },
  };
}

function each(test: (value: Scalar) => Scalar): SheetFunction {
  return {
    arguments: [1, 1],
    value: ([given = null]) => (isGrid(given) ? paired(given, null, test) : test(given)),
  };
}
