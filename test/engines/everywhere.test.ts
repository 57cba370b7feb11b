import { proveEverywhere } from '../support/everywhere.ts';
import { seed, withData, withTraining } from '../support/specs.ts';
import { shortTemplates } from '../support/templates.ts';
import { trialOf } from '../support/trials.ts';

const oneSample = withData(withTraining(seed, { steps: 3 }), [[1, 2]], [[1, 0]]);

// `npm run test:full` has the whole templates, and many other networks.
proveEverywhere(
  [...shortTemplates(), { name: 'a data set of one sample', spec: oneSample }].map(
    ({ name, spec }) => trialOf(name, spec),
  ),
  { seconds: 600 },
);
