import { Command, CommanderError } from 'commander';
import { GradsheetError } from '../errors.ts';
import { findTemplate, listTemplates, readTemplate } from '../spec/templates.ts';
import { version } from '../version.ts';
import {
  type AuditCommandOptions,
  parseCell,
  parseParameter,
  parseTarget,
} from './audit/options.ts';
import { asCalled } from './call/called.ts';
import { checkNpmOptions } from './call/npm.ts';
import { usageError } from './call/usage.ts';
import * as flags from './flags.ts';
import { generate } from './generate.ts';
import { aboutAudit, aboutPlanting, aboutVariants } from './help/commands.ts';
import { examplesOf } from './help/examples.ts';
import { aboutSpecs } from './help/keys.ts';
import { type InitOptions, init, printableTemplate } from './init.ts';
import type { Io } from './io.ts';
import { checkTogether, type GenerateOptions } from './options.ts';
import { parsePlant } from './plant/flag.ts';
import { printError, printJsonError, printTemplates } from './report.ts';
import { shortageError } from './resources.ts';

const defaultTemplate = 'simple-backprop';
const specArgument = 'a YAML or JSON file, the name of a template, or - for standard input';

const dataAnywhere = 'read data outside the folder of the spec too, if you trust it';

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
    const generate = program.commands.find((command) => command.name() === 'generate')!;
    checkNpmOptions(argv, generate.options, io.env);
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return success;
    const mendable =
      error instanceof CommanderError ? usageError(error, argv) : shortageError(error);
    if (!(mendable instanceof GradsheetError)) throw error;
    // The options may be what could not be parsed.
    const print = argv.includes('--json') ? printJsonError : printError;
    print(io.stderr, mendable, io.called);
    return refused;
  }
}

/** @param end told of the exit code, where it is not that of success. */
function createProgram(io: Io, end: (code: number) => void): Command {
  const specs = () => asCalled(aboutSpecs(), io.called);
  const program = new Command(io.called.program)
    .description(
      'Turns a small neural network into an .xlsx workbook in which every forward and backward\nquantity of training is a live formula.',
    )
    .version(version)
    .addHelpText('before', examplesOf('program', io.called))
    .addHelpText('after', specs)
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
    .addHelpText('before', examplesOf('generate', io.called))
    .addHelpText('after', () => `${aboutVariants}${aboutPlanting()}${specs()}`)
    .argument('[spec]', specArgument, defaultTemplate)
    .option('--lr <x>', "another learning rate than the spec's", flags.parseRate)
    .option('--steps <n>', 'another number of weight updates', flags.parseSteps)
    .option('--compare <a,b,…>', 'other learning rates to compare, or none', flags.parseCompare)
    .option('--out <file>', 'another place than output/<name>.xlsx', flags.parseOut)
    .option('--force', 'replace a file that has other content')
    .option('--data-anywhere', dataAnywhere)
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
    .option('--keep-inputs', "variants have the spec's inputs")
    .option('--weights-only', "variants have the spec's inputs and biases, only weights are drawn")
    .option(
      '--key-decimal <sign>',
      'decimal sign of the answer key: . or , (then with ; between cells)',
      flags.parseKeyDecimal,
    )
    .option('--out-dir <folder>', 'where variants go', flags.parseOutDir)
    .option(
      '--jobs <k>',
      'how many are made at once (default and most: one per core)',
      flags.parseJobs,
    )
    .option('--shard <i/n>', 'only the i-th of n parts of the variants', flags.parseShard)
    .action((spec: string, options: GenerateOptions) => make(spec, options, io));
  program
    .command('explain')
    .description('tell what a workbook would hold and how large it would be')
    .addHelpText('before', examplesOf('explain', io.called))
    .addHelpText('after', specs)
    .argument('[spec]', specArgument, defaultTemplate)
    .option('--lr <x>', "another learning rate than the spec's", flags.parseRate)
    .option('--steps <n>', 'another number of weight updates', flags.parseSteps)
    .option('--compare <a,b,…>', 'other learning rates to compare, or none', flags.parseCompare)
    .option('--data-anywhere', dataAnywhere)
    .option('--json', 'as JSON')
    .action((spec: string, options: GenerateOptions) => tell(spec, options, io));
  program
    .command('audit')
    .description('find what is wrong in hand-made training tables')
    .addHelpText('before', examplesOf('audit', io.called))
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
    .option(
      '--jobs <k>',
      'how many are audited at once (default and most: one per core)',
      flags.parseJobs,
    )
    .action(async (files: string[], options: AuditCommandOptions) => {
      const { auditCommand } = await import('./audit/audit.ts');
      end(await auditCommand(files, options, io));
    });
  program
    .command('templates')
    .description('list the ready lessons, or print one')
    .addHelpText('before', examplesOf('templates', io.called))
    .argument('[name]', 'the template to print')
    .option('--json', 'as JSON')
    .action((name: string | undefined, { json = false }: { json?: boolean }) =>
      tellTemplates(name, json, io),
    );
  program
    .command('init')
    .description('write a description to begin with')
    .addHelpText('before', examplesOf('init', io.called))
    .argument('[template]', 'the template to copy; else one with a comment for every key')
    .option(
      '--out <file>',
      'another name than my-lesson.yaml or my-<template>.yaml',
      flags.parseSpecOut,
    )
    .action((name: string | undefined, options: InitOptions) => init(name, options, io));
  return program;
}

/** The templates, or the text of one. */
function tellTemplates(name: string | undefined, json: boolean, io: Io): void {
  const templates = listTemplates();
  if (name === undefined) {
    if (json) io.stdout.write(`${JSON.stringify(templates)}\n`);
    else printTemplates(io.stdout, templates, defaultTemplate, io.called);
    return;
  }
  const template = findTemplate(name);
  const text = printableTemplate(readTemplate(name), io.called);
  io.stdout.write(json ? `${JSON.stringify({ ...template, text })}\n` : text);
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
  const { explainFile: explain } = await import('./explain/explain.ts');
  return explain(spec, options, io);
}
