/** Parts of a package by their paths in the archive, without a slash in front (ECMA-376 part 2). */

/** Where the relationships of a part are kept: `xl/_rels/workbook.xml.rels`; the archive's own for ''. */
export function relationshipsPath(part: string): string {
  return part.replace(/[^/]*$/, '_rels/$&.rels');
}

/** The part that `target` means where `part` names it; undefined where that leads out of the archive. */
export function targetPath(part: string, target: string): string | undefined {
  const path = target.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') {
      if (path.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

/** The target as `from` writes it to mean `to`. */
export function targetBetween(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}
