import { describe, expect, it } from 'vitest';
import { axisAround } from '../../src/network/axis.ts';
import {
  axisValue,
  boundsOfTargets,
  classSteps,
  largest,
  nearestPlace,
  scaleOf,
  shadeOf,
} from '../../src/numeric/surface.ts';

describe('axisAround', () => {
  it.each([
    [[0, 1], -0.25, 1.25],
    [[14, 86, 28], -4, 104],
    [[5, 5], 4, 6],
    [[1000.5, 1001.5], 1000.25, 1001.75],
    [[0.123456, 0.654321], -0.009, 0.787],
    [[-1e308, 1e308], -1e308, 1e308],
    [[1e17, 1e17], 1e17, 1e17],
  ])('%j', (values, from, to) => {
    expect(axisAround(values)).toEqual({ from, to });
  });
});

describe('axisValue', () => {
  it.each([
    [25, 25, [0, 1, 2, 23, 24], [0, 1, 2, 23, 24]],
    [25, 13, [0, 1, 2, 3, 24], [0, 2, 2, 4, 24]],
    [25, 2, [0, 11, 12, 24], [0, 0, 24, 24]],
    [5, 4, [0, 1, 2, 3, 4], [0, 8, 16, 16, 24]],
  ])('of %i places with resolution %i', (places, resolution, at, values) => {
    const axis = { from: 0, to: 24 };
    expect(at.map((place) => axisValue(axis, { places, resolution }, place))).toEqual(values);
  });
});

describe('nearestPlace', () => {
  const axis = { from: -0.25, to: 1.25 };

  it('finds each place of the axis itself, whichever way it runs', () => {
    for (const { from, to } of [axis, { from: 7.3, to: -0.1 }]) {
      for (const places of [2, 7, 25, 101]) {
        for (let index = 0; index < places; index++) {
          const value = axisValue({ from, to }, { places, resolution: places }, index);
          expect(nearestPlace({ from, to }, places, value)).toBe(index + 1);
        }
      }
    }
  });

  it.each([
    [-0.25, 1],
    [1.25, 25],
    [0, 5],
    [0.031, 5],
    [0.03125, 6],
    [-0.251, 0],
    [1.251, 0],
  ])('%d', (value, place) => {
    expect(nearestPlace(axis, 25, value)).toBe(place);
  });

  it('is not known where the axis overflows', () => {
    const endless = { from: -1e308, to: 1e308 };
    expect(nearestPlace(endless, 25, 0)).toBeNaN();
    expect(axisValue(endless, { places: 25, resolution: 25 }, 3)).toBeNaN();
  });

  it('is none on an axis without length', () => {
    expect(nearestPlace({ from: 1, to: 1 }, 25, 1)).toBe(0);
  });
});

describe('the scale', () => {
  it.each([
    [
      [0, 1, 1],
      [0.46, 0.54],
      [0, 1],
    ],
    [
      [3, 7],
      [-100, 100, Number.NaN],
      [3, 7],
    ],
    [
      [5, 5],
      [4, Number.NaN, 4.5],
      [4, 5],
    ],
    [[5], [Number.NaN], [5, 5]],
  ])('without bounds runs over the targets %j, whatever is shown', (targets, shown, ends) => {
    expect(boundsOfTargets(targets, shown)).toEqual(ends);
  });

  it('shows alike what is nearly alike, and gives what lies beyond the colour of its end', () => {
    const scale = scaleOf([0, 1]);
    expect(scale).toEqual({ low: 0, middle: 0.5, high: 1 });
    expect([0.46, 0.54, -3, 7].map((value) => shadeOf(value, scale))).toEqual([9, 11, 0, 20]);
    expect(shadeOf(Number.NaN, scale)).toBeNaN();
  });

  it('divides its steps among the classes', () => {
    expect(classSteps(5, 2)).toEqual([1, 1, 1, 2, 2]);
    expect(classSteps(4, 3)).toEqual([1, 1, 2, 3]);
  });
});

describe('largest', () => {
  it.each([
    [[0.2, 0.5, 0.3], 2],
    [[0.4, 0.4], 1],
    [[0.4, Number.NaN], Number.NaN],
  ])('%j', (values, number) => {
    expect(largest(values)).toBe(number);
  });
});
