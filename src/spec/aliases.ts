/** What people know things by from elsewhere, and what they are called here. For hints alone. */
const aliases: Readonly<Record<string, string>> = {
  // Losses.
  mse: 'mean-squared-error',
  'l2 loss': 'mean-squared-error',
  bce: 'binary-cross-entropy',
  'log loss': 'binary-cross-entropy',
  'categorical cross-entropy': 'cross-entropy',
  'softmax cross-entropy': 'cross-entropy',
  // Activations.
  logistic: 'sigmoid',
  identity: 'linear',
  swish: 'silu',
  // Initialisers.
  glorot: 'xavier',
  kaiming: 'he',
  // Optimizers and schedules.
  nag: 'nesterov',
  'gradient descent': 'sgd',
  'cosine annealing': 'cosine',
  // Keys.
  lr: 'learningRate',
  eta: 'learningRate',
  epoch: 'epochs',
  batch: 'batchSize',
  iterations: 'steps',
  neurons: 'units',
  optimiser: 'optimizer',
  features: 'inputs',
  labels: 'targets',
  separator: 'delimiter',
  normalise: 'standardise',
  normalize: 'standardise',
  // Of what is drawn, and of leaky-relu.
  name: 'init',
  alpha: 'slope',
  'negative slope': 'slope',
};

/** A word however it is cased and joined. */
export const plainWord = (word: string) => word.toLowerCase().replace(/[\s_-]/g, '');

const meanings = new Map(
  Object.entries(aliases).map(([alias, meant]) => [plainWord(alias), meant]),
);

/** What a word known from elsewhere is called here, if it is such a word. */
export function aliasOf(word: string): string | undefined {
  return meanings.get(plainWord(word));
}
