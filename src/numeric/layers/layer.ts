import type { CollapsedSlope } from '../activation.ts';
import type { LayerTrace, Row } from '../trace.ts';

/**
 * A kind of layer as vectors: textbook backpropagation, written by hand and without the graph, so
 * that each checks the other.
 */
export interface LayerMath<Layer> {
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
