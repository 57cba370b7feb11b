import type { Option } from 'commander';
import { GradsheetError } from '../../errors.ts';
import { isNpmStart, type Process } from './called.ts';

/** Options that npm has too: they may stand in its settings, where nobody meant us. */
const npmsOwn = new Set(['force', 'json', 'quiet']);

/**
 * `npm start --lr 0.3` makes npm take the option for one of its own: we see nothing of it but a
 * variable, in which a value that stood behind a space is missing (npm 11) or not (npm 10).
 *
 * @param argv what npm left of the arguments.
 * @throws GradsheetError USAGE if npm has kept an option, with the command that was meant.
 */
export function checkNpmOptions(
  argv: readonly string[],
  options: readonly Option[],
  env: Process['env'],
): void {
  if (!isNpmStart(env)) return;
  const kept = options
    .map((option) => ({
      option,
      value: env[`npm_config_${option.long?.slice(2).replaceAll('-', '_')}`],
    }))
    .filter(({ value }) => value !== undefined && value !== '');
  if (!kept.some(({ option }) => !npmsOwn.has(option.name()))) return;
  const [, ...words] = argv;
  const bare = kept.filter(({ option, value }) => option.required && value === 'true');
  // Which of several words belongs to which option is lost.
  const lost = bare.length === 1 ? words.pop() : undefined;
  const texts = kept.map(({ option, value }) => {
    if (!option.required) return option.long;
    return `${option.long} ${value === 'true' ? (lost ?? '…') : value}`;
  });
  const spec = bare.length > 1 ? words.slice(0, Math.max(0, words.length - bare.length)) : words;
  const meant = ['npm start --', ...spec, ...texts].join(' ');
  throw new GradsheetError(
    'USAGE',
    `npm has kept ${texts.join(' ')} for itself: options for gradsheet stand behind \`--\``,
    { hint: `write \`${meant}\`` },
  );
}
