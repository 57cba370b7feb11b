import type { ScalarActivation } from '../functions/activations.ts';
import type { Node } from '../ops/node.ts';
import { countOf, type LayerKind, type LayerNodes, type Matrix, type Shape } from './kind.ts';
import { biasNodes, weightNodes } from './parameters.ts';
import { activated, netNode } from './units.ts';

/** What a description says of it. */
export interface Convolution {
  readonly filters: number;
  /** Its length over a list, or its height and width over a picture. */
  readonly kernel: Shape;
  /** How far the kernel moves on, along each of its directions. */
  readonly stride: Shape;
  /** How many zeros are put before the first number and after the last, along each direction. */
  readonly padding: Shape;
}

export interface ConvolutionGeometry {
  readonly filters: number;
  readonly channels: number;
  readonly input: Picture;
  readonly kernel: Picture;
  readonly stride: Picture;
  readonly padding: Picture;
  readonly output: Picture;
  /** Whether it lies over a picture, not over a list. */
  readonly isPicture: boolean;
}

/** The height of a list is 1. */
type Picture = readonly [height: number, width: number];

/** So many pictures of the same height and width, one after the other. */
const below = (count: number, [rows, columns]: Picture): Matrix[] =>
  Array.from({ length: count }, (_, i) => ({
    rows,
    columns,
    at: (row, column) => (i * rows + row) * columns + column,
  }));

const times = (shape: readonly number[]) => shape.join('×');

/** A window of weights that moves over a list or a picture: the same weights at every place. */
export const convolution: LayerKind<Convolution, ConvolutionGeometry> = {
  about: 'filters that move over a list or a picture, with the same weights at every place',
  keys: {
    filters: { type: 'count', is: 'a whole number of at least 1', example: 'filters: 2' },
    kernel: {
      type: 'sizes',
      is: 'a length, or a list of a height and a width',
      example: 'kernel: [3, 3]',
    },
    stride: {
      type: 'sizes',
      default: [1],
      is: 'a whole number of at least 1, or one for each direction of the kernel',
      example: 'stride: 1',
    },
    padding: {
      type: 'sizes',
      default: [0],
      least: 0,
      is: 'a whole number, or one for each direction of the kernel',
      example: 'padding: 1',
    },
  },

  weightKeys: ['weights'],
  isFull: false,
  inWindows: true,
  geometryOf: ({ filters, kernel, stride, padding }, input) => {
    const directions = kernel.length;
    if (directions > 2) {
      return {
        key: 'kernel',
        says: `a kernel has one or two directions; this has ${directions}`,
        hint: 'write `kernel: 3` over a list, `kernel: [3, 3]` over a picture',
      };
    }
    for (const [key, sizes] of Object.entries({ stride, padding })) {
      if (sizes.length === 1 || sizes.length === directions) continue;
      return {
        key,
        says: `${key} has ${sizes.length} numbers, and the kernel ${directions}`,
        hint: `write one number, as in \`${key}: 1\`, or one for each direction of the kernel`,
      };
    }
    if (input.length !== directions && input.length !== directions + 1) {
      return {
        key: 'kernel',
        says: `the kernel ${times(kernel)} cannot move over ${input.length === 1 ? 'a list' : 'what has the shape'} ${times(input)}`,
        hint:
          directions === 2
            ? 'say how the numbers lie, as in `inputShape: [5, 5]`, or write the inputs row by row'
            : 'give the kernel a height and a width, as in `kernel: [3, 3]`',
      };
    }
    const both = ([first, second = first]: Shape, ofList: number): Picture =>
      directions === 1 ? [ofList, first] : [first, second];
    const [k, s, p] = [both(kernel, 1), both(stride, 1), both(padding, 0)];
    const size: Picture = [directions === 1 ? 1 : input.at(-2)!, input.at(-1)!];
    const places = (d: 0 | 1) => Math.floor((size[d] + 2 * p[d] - k[d]) / s[d]) + 1;
    const output: Picture = [places(0), places(1)];
    const isTooLarge = output[0] < 1 || output[1] < 1;
    if (isTooLarge || p[0] >= k[0] || p[1] >= k[1]) {
      return {
        key: isTooLarge ? 'kernel' : 'padding',
        says: isTooLarge
          ? `the kernel ${times(kernel)} is larger than the ${times(input.slice(-directions))} it moves over`
          : `padding ${times(padding)} would let the kernel ${times(kernel)} lie on zeros alone`,
        hint: 'use a smaller kernel, or a padding smaller than the kernel',
      };
    }
    const channels = input.length === directions ? 1 : input[0];
    const isPicture = directions === 2;
    return { filters, channels, input: size, kernel: k, stride: s, padding: p, output, isPicture };
  },

  sizesOf: ({ filters, channels, kernel, output, isPicture }) => {
    const window = countOf(kernel);
    return {
      rows: filters,
      blocks: [
        {
          key: 'weights',
          columns: channels * window,
          fanIn: channels * window,
          fanOut: filters * window,
        },
      ],
      units: filters * countOf(output),
      outputs: [filters, ...(isPicture ? output : output.slice(1))],
      parts: 1,
      weightParts: 0,
      constants: [],
    };
  },

  products: ({ filters, channels, input, kernel, stride, padding, output }, product) => {
    const [height, width] = input;
    const [rows, columns] = output;
    const window = channels * countOf(kernel);
    for (let net = 0; net < filters * rows * columns; net++) {
      const top = (Math.floor(net / columns) % rows) * stride[0] - padding[0];
      const left = (net % columns) * stride[1] - padding[1];
      let weight = Math.floor(net / (rows * columns)) * window;
      for (let channel = 0; channel < channels; channel++) {
        for (let y = top; y < top + kernel[0]; y++) {
          for (let x = left; x < left + kernel[1]; x++, weight++) {
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            product(net, weight, (channel * height + y) * width + x);
          }
        }
      }
    }
  },

  matricesOf: ({ filters, channels, input, output }) => ({
    read: below(channels, input),
    nets: below(filters, output),
  }),

  reachOf: ({ output, channels, kernel }, net) => [
    { row: Math.floor(net / countOf(output)), from: 0, to: channels * countOf(kernel) },
  ],

  shapeText: ({ filters, kernel, output, isPicture }) => {
    const of = (shape: Picture) => times(isPicture ? shape : shape.slice(1));
    return `${filters} ${filters === 1 ? 'filter' : 'filters'} of ${of(kernel)} → ${filters}×${of(output)}`;
  },

  nodesOf: ({ geometry, activation, biases }, place, sources): LayerNodes => {
    const { filters, channels, kernel, output, isPicture } = geometry;
    const [kernelHeight, kernelWidth] = kernel;
    const window = Array.from({ length: channels * kernelHeight * kernelWidth }, (_, at) => ({
      channel: Math.floor(at / (kernelHeight * kernelWidth)),
      row: Math.floor(at / kernelWidth) % kernelHeight,
      column: at % kernelWidth,
    }));
    const at = (row: number, column: number) =>
      isPicture ? `r${row + 1}c${column + 1}` : `${column + 1}`;
    const { unitName, index } = place;
    const weights = weightNodes(place, filters, window, (f, { channel, row, column }) => {
      const of = channels > 1 ? ` of channel ${channel + 1}` : '';
      return `at ${at(row, column)}${of} in the window of ${unitName(f)}`;
    });
    const offsets = biasNodes(place, filters, biases);
    const [rows, columns] = output;
    const places = rows * columns;
    const terms = Array.from({ length: filters * places }, (): [Node, Node][] => []);
    const inRows = weights.flat();
    convolution.products(geometry, (net, weight, source) => {
      terms[net]!.push([inRows[weight]!, sources[source!]!]);
    });
    const nets = terms.map((ofNet, net) => {
      const [f, place] = [Math.floor(net / places), net % places];
      const name = `${unitName(f)}@${at(Math.floor(place / columns), place % columns)}`;
      return netNode(index, net, name, ofNet, offsets[f]);
    });
    return {
      parameters: [...inRows, ...offsets],
      nets,
      shared: {},
      ...activated(activation as ScalarActivation, nets),
    };
  },
};
