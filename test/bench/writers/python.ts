import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Contenders in Python: the module they need and the program that uses it. */
export const pythonWriters = {
  xlsxwriter: { title: 'XlsxWriter', module: 'xlsxwriter', program: 'write_xlsxwriter.py' },
  openpyxl: {
    title: 'openpyxl, without cached values',
    module: 'openpyxl',
    program: 'write_openpyxl.py',
  },
} as const;

export type PythonWriter = keyof typeof pythonWriters;

/** Debian's own Python, for which the packages are; another one on the PATH would not see them. */
export const PYTHON = '/usr/bin/python3';

/** The arguments to PYTHON that let a contender write the table of a folder to a file. */
export function pythonArguments(name: PythonWriter, folder: string, target: string): string[] {
  // Without leaving __pycache__ folders behind.
  return ['-B', join(import.meta.dirname, pythonWriters[name].program), folder, target];
}

/** The version of a contender's module, or why it cannot run. */
export function pythonModule(
  name: PythonWriter,
): { version: string; reason?: never } | { version?: never; reason: string } {
  const { module } = pythonWriters[name];
  if (!existsSync(PYTHON)) return { reason: `there is no ${PYTHON}` };
  const code = `import ${module}; print(${module}.__version__)`;
  const { status, stdout } = spawnSync(PYTHON, ['-c', code], { encoding: 'utf8' });
  if (status === 0) return { version: stdout.trim() };
  return { reason: `not installed; on Debian: apt-get install python3-${module}` };
}
