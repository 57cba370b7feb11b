import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** Whether a file lies in a folder or below it, links resolved. @throws where the folder has no such file. */
export function liesWithin(folder: string, file: string): boolean {
  const isInside = isBelow(folder, file);
  let [home, target] = [folder, file];
  try {
    [home, target] = [realpathSync(folder), realpathSync(file)];
  } catch (error) {
    // What there is elsewhere is not told either.
    if (isInside) throw error;
  }
  return isBelow(home, target);
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
