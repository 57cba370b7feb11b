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
