#!/usr/bin/env node
import { rmSync } from 'node:fs';
import { fileError } from './cli/file-error.ts';
import type { Io, Output } from './cli/io.ts';
import { printError } from './cli/report.ts';
import { run } from './cli/run.ts';
import { GradsheetError } from './errors.ts';

/** Half-written, to be removed if the process is told to stop. */
let temporary: string | undefined;

const io: Io = {
  cwd: process.cwd(),
  pid: process.pid,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  stdin: process.stdin,
  // Loaded only here, because exceljs alone takes longer to load than everything else to run.
  build: async (spec, madeFrom) => {
    const { buildNetwork } = await import('./network/network.ts');
    const { buildWorkbook } = await import('./emit/workbook.ts');
    return buildWorkbook(buildNetwork(spec), { madeFrom });
  },
  onTemporary: (path) => {
    temporary = path;
  },
};

function outputTo(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` has seen enough; everything else went well.
    if (error.code === 'EPIPE') return;
    const told = fileError(error, 'write', 'the output');
    if (!(told instanceof GradsheetError)) throw error;
    // Nobody is left to be told if it is stderr that fails.
    if (stream === process.stdout) printError(io.stderr, told);
    process.exit(2);
  });
  return {
    write: (text) => stream.write(text),
    // Knows about NO_COLOR and FORCE_COLOR.
    colour: stream.isTTY === true && stream.hasColors(),
    columns: stream.columns ?? 100,
  };
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    process.exit(code);
  });
}

process.exitCode = await run(process.argv.slice(2), io);
