import { tooLarge, unreadable } from './problem.ts';
import type { Element } from './xml.ts';

/** One part's reference to another. */
export interface Relationship {
  readonly id: string;
  /** `worksheet`, `sharedStrings`, …: what follows the addresses below. */
  readonly type: string;
  /** Path within the archive. */
  readonly target: string;
}

/** Where the relationships of a part are written; the archive itself is the part without a name. */
export function relationshipsPath(part: string): string {
  return part.replace(/[^/]*$/, '_rels/$&.rels');
}

/**
 * Reads the relationships of `part` into a list. Those of other kinds, and those that lead out of the
 * archive (links), are left out: nothing outside is ever opened.
 */
export function relationshipsReader(part: string, most: number) {
  const found: Relationship[] = [];
  const ids = new Set<string>();
  const relationship: Element = {
    open({ Id = '', Type = '', Target = '', TargetMode }) {
      if (ids.has(Id))
        throw unreadable(`${part || 'it'} refers to two parts as "${Id.slice(0, 40)}"`);
      ids.add(Id);
      if (ids.size > most) throw tooLarge('a part', most, 'references to others');
      const type = types.exec(Type)?.[1];
      if (type === undefined || TargetMode === 'External') return;
      found.push({ id: Id, type, target: resolve(part, Target) });
    },
  };
  const roots = { Relationships: { children: { Relationship: relationship } } };
  return { found, roots };
}

const types =
  /^http:\/\/(?:schemas\.openxmlformats\.org\/officeDocument\/2006|purl\.oclc\.org\/ooxml\/officeDocument)\/relationships\/(\w+)$/;

/** Parts are named by URIs, relative to the part that names them. */
function resolve(part: string, target: string): string {
  const outside = () => unreadable(`it refers to "${target.slice(0, 40)}", which is no part of it`);
  if (/[:?#\\]/.test(target)) throw outside();
  const path = target.startsWith('/') ? [] : part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') {
      if (path.pop() === undefined) throw outside();
    } else if (step !== '' && step !== '.') path.push(decodeURIComponent(step));
  }
  return path.join('/');
}
