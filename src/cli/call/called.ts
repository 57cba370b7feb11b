import { relative } from 'node:path';

/** How the command was called, so that what it prints can be run where it is read. */
export interface Called {
  /** In place of `gradsheet`: `npx tsx src/cli.ts`. */
  readonly program: string;
  /** In place of `gradsheet generate`, where that has a form of its own: `npm start`. */
  readonly generate?: string;
}

/** The commands by their names; our texts print them as `gradsheet generate …`. */
export const commandNames = ['generate', 'explain', 'audit', 'templates', 'init', 'help'] as const;

const canonical = new RegExp(`\\bgradsheet (?=(?:${commandNames.join('|')})\\b|--\\w)`, 'g');

/** A text whose commands are those that this process was called by. */
export function asCalled(text: string, { program, generate }: Called): string {
  const own =
    generate === undefined
      ? text
      : text
          .replace(/\bgradsheet generate(?= \S)/g, `${generate} --`)
          .replace(/\bgradsheet generate\b/g, generate);
  return own.replace(canonical, `${program} `);
}

/** A hint as it is printed; where npm stands between, it also says how an option gets through. */
export function hintAsCalled(hint: string, called: Called): string {
  const text = asCalled(hint, called);
  const { generate } = called;
  // Whole commands are right as they are.
  const namesOption = /(?<![\w-])--\w/.test(text.replace(/`[^`]*`/g, ''));
  if (generate === undefined || !namesOption) return text;
  return `${text} (npm needs \`--\` before options: \`${generate} -- …\`)`;
}

/** What a process knows of how it was called. */
export interface Process {
  /** `argv[1]`. */
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How this process was called: from a clone, through npm, or as an installed command. */
export function calledBy({ script, cwd, env }: Process): Called {
  const path = relative(cwd, script) || script;
  const shown = /\s/.test(path) ? JSON.stringify(path) : path;
  if (/\.ts$/.test(script)) {
    const program = `npx tsx ${shown}`;
    return isNpmStart(env) ? { program, generate: 'npm start' } : { program };
  }
  const isInstalled = /[\\/]node_modules[\\/]/.test(script);
  // What npm links into the path is called gradsheet; on Windows it is the script itself.
  if (!isInstalled && /[\\/]cli\.js$/.test(script)) return { program: `node ${shown}` };
  const isLocal = isInstalled && !path.startsWith('..');
  return { program: isLocal || env.npm_command === 'exec' ? 'npx gradsheet' : 'gradsheet' };
}

/** Whether the process is what `npm start` of this package runs. */
export function isNpmStart(env: Process['env']): boolean {
  return (
    env.npm_lifecycle_event === 'start' &&
    env.npm_package_name === 'gradsheet' &&
    env.npm_config_user_agent?.startsWith('npm/') === true
  );
}
