import { defaults } from '../../spec/defaults.ts';
import { aboutFunctions } from './functions.ts';

const { activation, loss, training } = defaults;

/** The keys of a spec. */
const aboutKeys = `
A spec describes a network in YAML or JSON; \`gradsheet init\` writes one with comments. Its keys:
  name            the title of the workbook; else the name of the file
  lesson          what the workbook shows, in one to three sentences; it stands on Start
  inputs          the numbers of one sample: [0.05, 0.10]
  targets         one number for each output: [0.50, 0.50]
  data            many samples in place of these two: see below
  inputShape      of inputs in one list: [height, width] for a convolution, [steps, features] for
                  a recurrent layer; not needed where the rows are written out
  layers          a list, from the first hidden layer to the outputs; each with
    kind          dense, convolution or recurrent; dense if left out
    units         how many
    activation    ${activation} if left out
    weights       a row of numbers for each unit: [[0.15, 0.20], [0.25, 0.30]], or how they are
                  drawn: { init: xavier, seed: 42 }
    biases        a number for each unit: [0.35, 0.35], or { init: zeros }; none if left out
    a convolution also has filters, kernel, stride and padding: see \`gradsheet templates convolution\`
    a recurrent layer has recurrentWeights, output and state: see \`gradsheet templates recurrent\`
  loss            ${loss} if left out
  training        a group of
    learningRate  η; ${training.learningRate} if left out
    schedule      how η changes from step to step; ${training.schedule} if left out
    optimizer     ${training.optimizer} if left out
    steps         weight updates; ${training.steps} if left out
    epochs        in place of steps: how often all samples are seen
    batchSize     samples in each step; all of them if left out
    shuffle       the seed of the order of the samples; in the order given if left out
    trainBiases   false: biases stay as they are
  compare         learning rates to compare: [0.1, 1, 10], or none
  try             up to five experiments for Start, each with do, look and the cells that it links
                  to: { do: Type 10 for η., look: The loss falls steeply., cells: [eta, w1] }
`;

/** What `data` of a spec takes. */
const aboutData = `
Data in place of inputs and targets, in a CSV file:
  file         its path, from the folder of the spec; there or below, unless --data-anywhere
  inputs       headers of columns; a column of words becomes one input for each word
  targets      the same for the targets
  standardise  true: inputs less their mean, over their standard deviation
  missing      skip: leave out rows that lack a value; else they are refused
  classes      all words of a column, in order: { kind: [setosa, versicolor] }
  delimiter    "," or ";" or tab; else found in the first line
  decimal      "." or ","; else found in the numbers
  thousands    what stands between thousands: "," or "." or " " or "'"
  percent      true: 12% is read as 0.12
  header       none: the first line is a sample, and inputs and targets count columns: [1, 2]

Data written out:
  inputs       a list for each sample: [[0, 0], [0, 1]]
  targets      the same for the targets: [[0], [1]]
  inputNames   what the columns are called: [x1, x2]
  targetNames  the same for the targets: [y]
  standardise  as above
`;

/** What a spec can say. */
export function aboutSpecs(): string {
  return `${aboutKeys}${aboutData}${aboutFunctions()}`;
}
