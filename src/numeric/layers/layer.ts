import type { CollapsedSlope } from '../activation.ts';
import type { Row } from '../rows.ts';
import type { LayerTrace } from '../trace.ts';

/** What a weight weighs: what the layer reads, an activation of its own, or one given at the start. */
export type SourceOf = 'input' | 'own' | 'state';

/**
 * A kind of layer as vectors: textbook backpropagation, written by hand and without the graph, so
 * that each checks the other.
 */
export interface LayerMath<Layer> {
  /**
   * Every product that the net inputs add up: which weight, and which number it weighs; net inputs in
   * the order of computing.
   */
  reads(
    layer: Layer,
    product: (net: number, weight: number, source: number, of: SourceOf) => void,
  ): void;
  /** Which bias a net input has. */
  biasOf(layer: Layer, net: number): number;
  /** Net inputs, activations and their slopes of one row, from what the layer reads. */
  forward(layer: Layer, values: LayerTrace, at: Row, x: Float64Array): void;
  /**
   * The gradients of one row. `gradActivation` of the outputs is there already.
   * @param dx where ∂E/∂x goes; null where x is given and nobody asks.
   * @param collapsed ∂E/∂net of the outputs where loss and activation collapse into it.
   */
  backward(
    layer: Layer,
    values: LayerTrace,
    at: Row,
    x: Float64Array,
    dx: Float64Array | null,
    collapsed: CollapsedSlope | null,
  ): void;
}
