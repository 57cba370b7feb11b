import { targetPath } from '../part-path.ts';
import { tooLarge, unreadable } from './problem.ts';
import type { Element } from './xml.ts';

/** One part's reference to another. */
export interface ReadRelationship {
  readonly id: string;
  /** `worksheet`, `sharedStrings`, …: what follows the addresses below. */
  readonly type: string;
  /** Path within the archive. */
  readonly target: string;
}

/**
 * Reads the relationships of `part` into a list. Those of other kinds, and those that lead out of the
 * archive (links), are left out: nothing outside is ever opened.
 */
export function relationshipsReader(part: string, most: number) {
  const found: ReadRelationship[] = [];
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
  const path = /[:?#\\]/.test(target) ? undefined : targetPath(part, decodeURIComponent(target));
  if (path !== undefined) return path;
  throw unreadable(`it refers to "${target.slice(0, 40)}", which is no part of it`);
}
