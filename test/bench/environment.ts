import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../engines/tool.ts';
import { ROOT } from './paths.ts';
import { markdown } from './report.ts';
import { PYTHON, pythonModule } from './writers/python.ts';

/** The machine and the versions, as a table: numbers say nothing without them. */
export function describeEnvironment(): string {
  const processors = cpus();
  const rows = [
    [
      'machine',
      `${processors[0]?.model.trim() ?? 'unknown'}, ${processors.length} cores, ${memory()}`,
    ],
    ['system', `${system()}, ${type()} ${release().match(/^\d+\.\d+/)}`],
    ['Node', `${process.versions.node} (V8 ${process.versions.v8}, zlib ${process.versions.zlib})`],
    ['gradsheet', installed('.')],
    ...['exceljs', 'xlsx', 'brain.js', 'synaptic'].map((name) => [
      name,
      installed(`node_modules/${name}`),
    ]),
    ['Python', versionOf(PYTHON, /Python (\S+)/)],
    ...(['xlsxwriter', 'openpyxl'] as const).map((name) => {
      const { version, reason } = pythonModule(name);
      return [name, version ?? reason];
    }),
    ['LibreOffice', versionOf(findProgram('soffice'), /LibreOffice (\S+)/)],
  ];
  return markdown(['', 'version'], rows, 'text');
}

const memory = () => `${Math.round(totalmem() / 2 ** 30)} GB`;

function system(): string {
  const file = '/etc/os-release';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return /^PRETTY_NAME="?(.*?)"?$/m.exec(text)?.[1] ?? process.platform;
}

function installed(folder: string): string {
  const text = readFileSync(join(ROOT, folder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function versionOf(program: string | undefined, pattern: RegExp): string {
  if (program === undefined || !existsSync(program)) return 'not installed';
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return pattern.exec(stdout)?.[1] ?? 'unknown';
}
