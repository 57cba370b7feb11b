import type { CommanderError } from 'commander';
import { GradsheetError } from '../../errors.ts';
import { listTemplates } from '../../spec/templates.ts';
import { looksLikePath } from '../source.ts';

/** What commander found wrong with the arguments, in our form. */
export function usageError(error: CommanderError, argv: readonly string[]): GradsheetError {
  if (error.code === 'commander.help') return unknownHelp(argv);
  const [first, ...rest] = error.message.replace(/^error: /, '').split('\n');
  const [, meant] = /^\(Did you mean (?:one of )?(.*)\?\)$/.exec(rest.join(' ')) ?? [];
  const hint = specForCommand(error, argv) ?? (meant && `did you mean ${meant}?`);
  return new GradsheetError('USAGE', first!, { hint: hint ?? 'see `gradsheet --help`' });
}

/** `gradsheet lesson.yaml` lacks its command. */
function specForCommand({ code }: CommanderError, [word]: readonly string[]): string | undefined {
  if (code !== 'commander.unknownCommand' || word === undefined) return undefined;
  const isSpec = looksLikePath.test(word) || listTemplates().some(({ name }) => name === word);
  return isSpec ? `did you mean \`gradsheet generate ${word}\`?` : undefined;
}

/** `gradsheet help nonsense`, for which commander has no words. */
function unknownHelp([, word = '']: readonly string[]): GradsheetError {
  return new GradsheetError('USAGE', `unknown command '${word}'`, {
    hint: 'see `gradsheet --help`',
  });
}
