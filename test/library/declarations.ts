import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A type that a declaration file declares, and what it names. */
interface Declared {
  readonly file: string;
  readonly name: string;
}

/** The statements at the top of a declaration file as the compiler writes it. */
function statementsOf(file: string): string[] {
  return readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/^(?=export |declare |interface |type |import )/m);
}

/** What `import { A, type B as C } from` and `export { … } from` bring in: name there, name here. */
function namesIn(list: string): [there: string, here: string][] {
  return list
    .split(',')
    .map((item) => item.trim().replace(/^type /, ''))
    .filter((item) => item !== '')
    .map((item) => {
      const [there, here = there] = item.split(' as ');
      return [there, here];
    });
}

const FROM = /^(import|export) (?:type )?\{([^}]*)\} from '(\.[^']+)'/;
const DECLARES =
  /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|function|const|enum) (\w+)/;

const target = (file: string, path: string) =>
  join(file, '..', path).replace(/\.(?:ts|js)$/, '.d.ts');

/** Where a name of a file is declared, as far as the files are ours. */
function declarationOf(file: string, name: string): Declared | undefined {
  for (const statement of statementsOf(file)) {
    if (DECLARES.exec(statement)?.[1] === name) return { file, name };
    const [, , list = '', path = ''] = FROM.exec(statement) ?? [];
    const found = namesIn(list).find(([, here]) => here === name);
    if (found !== undefined) return declarationOf(target(file, path), found[0]);
  }
  return undefined;
}

/**
 * Types that can be reached from what an entry exports, by what is returned or accepted, but that it
 * does not export.
 */
export function hiddenTypes(entry: string): string[] {
  const exported = statementsOf(entry).flatMap((statement) => {
    const [, , list = '', path = ''] = FROM.exec(statement) ?? [];
    return namesIn(list).map(([there]) => declarationOf(target(entry, path), there)!);
  });
  const key = ({ file, name }: Declared) => `${file} ${name}`;
  const public_ = new Set(exported.map(key));
  const hidden = new Set<string>();
  for (const { file, name } of exported) {
    const text = statementsOf(file).find((each) => DECLARES.exec(each)?.[1] === name)!;
    const words = text.replace(/(['"`])(?:\\.|(?!\1).)*\1/g, '').matchAll(/(?<![.\w])[A-Z]\w*/g);
    for (const [word] of words) {
      const named = word === name ? undefined : declarationOf(file, word);
      if (named !== undefined && !public_.has(key(named))) hidden.add(`${named.name} (of ${name})`);
    }
  }
  return [...hidden];
}

/** Packages that the declarations an entry leads to are written with: who has only those needs them. */
export function packagesNamed(entry: string): string[] {
  const seen = new Set<string>();
  const packages = new Set<string>();
  function visit(file: string): void {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, path] of text.matchAll(/(?:\bfrom |\bimport\()['"]([^'"]+)['"]/g)) {
      if (path.startsWith('.')) visit(target(file, path));
      else packages.add(path);
    }
  }
  visit(entry);
  return [...packages];
}
