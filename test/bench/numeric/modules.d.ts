/** What the benchmark uses of synaptic, which brings no types. */
declare module 'synaptic' {
  export interface Connection {
    from: Neuron;
    weight: number;
  }
  export interface Neuron {
    bias: number;
    connections: { inputs: Record<string, Connection> };
  }
  export interface Layer {
    list: Neuron[];
  }
  export class Network {
    layers: { input: Layer; hidden: Layer[]; output: Layer };
    activate(input: readonly number[]): number[];
    propagate(rate: number, target: readonly number[]): void;
    /** Writes the parameters of the compiled network back to its neurons. */
    restore(): void;
  }
  export const Architect: { Perceptron: new (...sizes: number[]) => Network };
}
