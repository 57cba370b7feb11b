import { Command, CommanderError } from 'commander';
import { GradsheetError } from '../errors.ts';
import { listTemplates } from '../spec/templates.ts';
import { version } from '../version.ts';
import {
  type AuditCommandOptions,
  parseCell,
  parseParameter,
  parseTarget,
} from './audit/options.ts';
import * as flags from './flags.ts';
import { generate } from './generate.ts';
import {
  aboutAudit,
  aboutPlanting,
  aboutSpecs,
  aboutVariants,
  auditExamples,
  examples,
  explainExamples,
  generateExamples,
} from './help.ts';
import type { Io } from './io.ts';
import { checkTogether, type GenerateOptions } from './options.ts';
import { parsePlant } from './plant/flag.ts';
import { printError, printJsonError, printTemplates } from './report.ts';
import { usageError } from './usage.ts';

const defaultTemplate = 'simple-backprop';
const specArgument = 'a YAML or JSON file, the name of a template, or - for standard input';

/** Exit codes. */
const success = 0;
const refused = 2;

/**
 * Runs the command line. Resolves with the exit code: 0; 1 where an audit found faults; or 2 for an
 * error that a person can mend, which has been printed then. Anything else that goes wrong is a bug and rejects.
 *
 * @param argv the arguments alone, without node and the script.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    let code = success;
    const program = createProgram(io, (found) => {
      code = found;
    });
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return success;
    const mendable = error instanceof CommanderError ? usageError(error, argv) : error;
    if (!(mendable instanceof GradsheetError)) throw error;
    // The options may be what could not be parsed.
    const print = argv.includes('--json') ? printJsonError : printError;
    print(io.stderr, mendable);
    return refused;
  }
}

/** @param end told of the exit code, where it is not that of success. */
function createProgram(io: Io, end: (code: number) => void): Command {
  const program = new Command('gradsheet')
    .description(
      'Turns a small neural network into an .xlsx workbook in which every forward and backward\nquantity of training is a live formula.',
    )
    .version(version)
    .addHelpText('before', examples)
    .addHelpText('after', aboutSpecs)
    .exitOverride()
    .configureOutput({
      writeOut: io.stdout.write,
      // `run` prints errors itself, in one form for all.
      writeErr: () => {},
      getOutHelpWidth: () => io.stdout.columns,
      getOutHasColors: () => io.stdout.colour,
    });
  program
    .command('generate')
    .description('make a workbook')
    .addHelpText('before', generateExamples)
    .addHelpText('after', () => `${aboutVariants}${aboutPlanting()}${aboutSpecs()}`)
    .argument('[spec]', specArgument, defaultTemplate)
    .option('--lr <x>', "another learning rate than the spec's", flags.parseRate)
    .option('--steps <n>', 'another number of weight updates', flags.parseSteps)
    .option('--compare <a,b,…>', 'other learning rates to compare, or none', flags.parseCompare)
    .option('--out <file>', 'another place than output/<name>.xlsx', flags.parseOut)
    .option('--force', 'replace a file that has other content')
    .option('--json', 'print the outcome, or the error, as JSON')
    .option('--quiet', 'print nothing but errors')
    .option('--describe', 'make nothing, only tell what would be made: the same as explain')
    .option('--variants <n>', 'many workbooks, each with other numbers', flags.parseVariants)
    .option('--plant <slip,…>', 'a workbook with mistakes to be found, or random', parsePlant)
    .option(
      '--seed <s>',
      'which numbers variants get, or which mistakes (default: 1)',
      flags.parseSeed,
    )
    .option('--out-dir <folder>', 'where variants go', flags.parseOutDir)
    .option('--jobs <k>', 'how many are made at once (default: one per core)', flags.parseJobs)
    .option('--shard <i/n>', 'only the i-th of n parts of the variants', flags.parseShard)
    .action((spec: string, options: GenerateOptions) => make(spec, options, io));
  program
    .command('explain')
    .description('tell what a workbook would hold and how large it would be')
    .addHelpText('before', explainExamples)
    .addHelpText('after', aboutSpecs)
    .argument('[spec]', specArgument, defaultTemplate)
    .option('--lr <x>', "another learning rate than the spec's", flags.parseRate)
    .option('--steps <n>', 'another number of weight updates', flags.parseSteps)
    .option('--compare <a,b,…>', 'other learning rates to compare, or none', flags.parseCompare)
    .option('--json', 'as JSON')
    .action((spec: string, options: GenerateOptions) => tell(spec, options, io));
  program
    .command('audit')
    .description('find what is wrong in hand-made training tables')
    .addHelpText('before', auditExamples)
    .addHelpText('after', aboutAudit)
    .argument('<files...>', 'the .xlsx files to audit')
    .option('--json', 'print what was found as JSON')
    .option('--html <file>', 'write a page to read or mail', parseTarget('--html', '.html'))
    .option(
      '--annotate <file>',
      'write a copy with the wrong cells marked',
      parseTarget('--annotate', '.xlsx'),
    )
    .option('--force', 'replace files that have other content')
    .option('--loss <cell>', 'which cell is the loss, where the sheet does not tell', parseCell)
    .option('--parameter <name=cell>', 'which cell is a weight; may be repeated', parseParameter)
    .option('--seconds <n>', 'how long one file may take (default: 60)', flags.parseSeconds)
    .option('--jobs <k>', 'how many are audited at once (default: one per core)', flags.parseJobs)
    .action(async (files: string[], options: AuditCommandOptions) => {
      const { auditCommand } = await import('./audit/audit.ts');
      end(await auditCommand(files, options, io));
    });
  program
    .command('templates')
    .description('list the ready lessons')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => {
      const templates = listTemplates();
      if (json) io.stdout.write(`${JSON.stringify(templates)}\n`);
      else printTemplates(io.stdout, templates, defaultTemplate);
    });
  return program;
}

/** One workbook or many. */
async function make(spec: string, options: GenerateOptions, io: Io): Promise<void> {
  checkTogether(options);
  if (options.describe) return tell(spec, options, io);
  const { variants, plant } = options;
  if (plant !== undefined) {
    const { generatePlanted } = await import('./plant/generate.ts');
    return generatePlanted(spec, { ...options, plant }, io);
  }
  if (variants === undefined) return generate(spec, options, io);
  const { generateVariants } = await import('./variants/generate.ts');
  return generateVariants(spec, { ...options, variants }, io);
}

/** What would be made. */
async function tell(spec: string, options: GenerateOptions, io: Io): Promise<void> {
  const { explain } = await import('./explain/explain.ts');
  return explain(spec, options, io);
}
