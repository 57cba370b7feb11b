#!/usr/bin/env node
import { rmSync } from 'node:fs';
import module from 'node:module';
import { availableParallelism } from 'node:os';
import { calledBy } from './cli/call/called.ts';
import { fileError } from './cli/file-error.ts';
import type { Io, Output } from './cli/io.ts';
import { printError } from './cli/report.ts';
import { claimHandles, shortageError } from './cli/resources.ts';
import { GradsheetError } from './errors.ts';

/** Half-written at the moment. */
const temporaries = new Set<string>();
const stopping = new AbortController();
/** What to exit with as soon as nothing is half-written. */
let exitCode: number | undefined;

const io: Io = {
  cwd: process.cwd(),
  called: calledBy({ script: process.argv[1]!, cwd: process.cwd(), env: process.env }),
  env: process.env,
  pid: process.pid,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  stdin: process.stdin,
  stdinIsTerminal: process.stdin.isTTY === true,
  // Loaded only here, because exceljs alone takes longer to load than everything else to run.
  build: async (spec, madeFrom) => {
    const { buildNetwork } = await import('./network/network.ts');
    const { buildWorkbook } = await import('./emit/workbook.ts');
    return buildWorkbook(buildNetwork(spec), { madeFrom });
  },
  buildHunt: async (spec, wish, seed) => {
    const { buildNetwork } = await import('./network/network.ts');
    const { buildHuntOf } = await import('./plant/hunt.ts');
    return buildHuntOf(buildNetwork(spec), wish, seed);
  },
  audit: async (task, limits) => (await import('./cli/audit/guard.ts')).auditGuarded(task, limits),
  cores: availableParallelism(),
  startPool: async (jobs) => {
    const { startPool } = await import('./cli/variants/pool.ts');
    claimHandles(jobs);
    return startPool(jobs);
  },
  startProgress: async (total) => {
    if (process.stderr.isTTY !== true) return undefined;
    return (await import('./cli/variants/progress.ts')).startBar(process.stderr, total);
  },
  inputs: new Set(),
  temporaries: {
    add: (path) => temporaries.add(path),
    delete: (path) => {
      const wasThere = temporaries.delete(path);
      if (exitCode !== undefined && temporaries.size === 0) process.exit(exitCode);
      return wasThere;
    },
  },
  stopping: stopping.signal,
};

function outputTo(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader such as `head` has seen enough; everything else went well.
    if (error.code === 'EPIPE') return;
    const told = fileError(error, 'write', 'the output');
    if (!(told instanceof GradsheetError)) throw error;
    // Nobody is left to be told if it is stderr that fails.
    if (stream === process.stdout) printError(io.stderr, told, io.called);
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
  // A terminal window is closed, or a connection ends.
  ['SIGHUP', 129],
] as const) {
  process.on(signal, () => {
    // What is being written is finished, which takes no time. To remove a temporary file now might
    // be too early: the system may be just about to make it. A second signal does not wait.
    const isSecond = stopping.signal.aborted;
    exitCode = code;
    stopping.abort();
    if (temporaries.size > 0 && !isSecond) return;
    for (const path of temporaries) rmSync(path, { force: true });
    process.exit(code);
  });
}

// From Node 22.1 on what is loaded from here is kept compiled for the next time.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

try {
  // Loaded here, where it can be told in words that too few files may be open to load it.
  const { run } = await import('./cli/run.ts');
  process.exitCode = await run(process.argv.slice(2), io);
} catch (error) {
  const told = shortageError(error);
  if (!(told instanceof GradsheetError)) throw error;
  printError(io.stderr, told, io.called);
  process.exitCode = 2;
}
