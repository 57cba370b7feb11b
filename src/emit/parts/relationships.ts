import { posix } from 'node:path';
import { attribute, children, startTag } from './scan.ts';
import { element, XML_DECLARATION } from './xml.ts';

/** One relationship of a part: `.rels` parts hold a list of them. */
export interface Relationship {
  readonly id: string;
  /** The full URI. */
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const RELATIONSHIP = {
  worksheet: `${OFFICE}/worksheet`,
  hyperlink: `${OFFICE}/hyperlink`,
  drawing: `${OFFICE}/drawing`,
  chart: `${OFFICE}/chart`,
} as const;

/** Where the relationships of a part are kept: `xl/_rels/workbook.xml.rels`. */
export function relationshipsPath(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

/** The part that a relationship of `part` leads to. */
export function targetPath(part: string, relationship: Relationship): string {
  return posix.resolve('/', posix.dirname(part), relationship.target).slice(1);
}

/** The target as `from` writes it to mean `to`; both are paths in the package. */
export function targetBetween(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}

export function readRelationships(xml: string): Relationship[] {
  return children(xml).map((span) => {
    const tag = startTag(xml, span);
    return {
      id: attribute(tag, 'Id') ?? '',
      type: attribute(tag, 'Type') ?? '',
      target: attribute(tag, 'Target') ?? '',
      external: attribute(tag, 'TargetMode') === 'External',
    };
  });
}

export function relationshipsXml(relationships: readonly Relationship[]): string {
  const items = relationships.map(({ id, type, target, external }) =>
    element('Relationship', {
      Id: id,
      Type: type,
      Target: target,
      TargetMode: external ? 'External' : undefined,
    }),
  );
  const namespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return XML_DECLARATION + element('Relationships', { xmlns: namespace }, ...items);
}

/** The first id of the form `rId7` that is not taken. */
export function nextRelationshipId(relationships: readonly Relationship[]): string {
  const taken = new Set(relationships.map(({ id }) => id));
  let number = relationships.length + 1;
  while (taken.has(`rId${number}`)) number++;
  return `rId${number}`;
}
