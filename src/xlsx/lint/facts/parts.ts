import { SaxesParser } from 'saxes';
import { relationshipsPath } from '../../part-path.ts';
import { openArchive } from '../../reader/archive.ts';
import { limitsFor } from '../../reader/limits.ts';

/** Hears of the elements of a part, each with the names of those around it. */
export interface PartHandler {
  open?(name: string, attributes: Attributes, around: readonly string[]): void;
  /** `text` is what stands directly in the element before its end. */
  close?(name: string, text: string, attributes: Attributes, around: readonly string[]): void;
}

export type Attributes = Readonly<Record<string, string>>;

/** What a part refers to. */
export interface Relation {
  readonly id: string;
  /** The last word of the type's address. */
  readonly type: string;
  /** A path in the package, or an address outside it. */
  readonly target: string;
}

/** The parts of a package, each to be read in one pass. */
export interface Parts {
  scan(path: string, handler: PartHandler): Promise<void>;
  /** What a part refers to; the package itself is the part without a name. */
  relations(part: string): Promise<Relation[]>;
}

/** Room for any workbook that a program opens. */
const LIMITS = limitsFor(20_000_000);

export async function openParts(bytes: Uint8Array): Promise<Parts> {
  const archive = await openArchive(bytes, LIMITS);
  const scan = async (path: string, handler: PartHandler) => {
    const parser = parserOf(handler);
    const decoder = new TextDecoder('utf-8');
    await archive.unpack(path, (piece) => {
      parser.write(decoder.decode(piece, { stream: true }));
    });
    parser.write(decoder.decode());
    parser.close();
  };
  return {
    scan,
    async relations(part) {
      const path = relationshipsPath(part);
      const found: Relation[] = [];
      if (!archive.has(path)) return found;
      await scan(path, {
        open(name, { Id = '', Type = '', Target = '', TargetMode }) {
          if (name !== 'Relationship') return;
          const type = Type.slice(Type.lastIndexOf('/') + 1);
          const target = TargetMode === 'External' ? Target : pathOf(Target, part);
          found.push({ id: Id, type, target });
        },
      });
      return found;
    },
  };
}

/** Parts are named by URIs, relative to the part that names them. */
function pathOf(target: string, part: string): string {
  return decodeURIComponent(new URL(target, `zip:///${part}`).pathname.slice(1));
}

/**
 * Unlike the reader of cells this hears of every element, of whatever namespace: drawings and charts
 * are made of others, and the lint judges, it does not trust.
 */
function parserOf({ open, close }: PartHandler): SaxesParser {
  const around: string[] = [];
  const attributesOf: Attributes[] = [];
  let text = '';
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    const local = localName(name);
    open?.(local, attributes, around);
    around.push(local);
    attributesOf.push(attributes);
    text = '';
  });
  const addText = (piece: string) => {
    text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    around.pop();
    close?.(localName(name), text, attributesOf.pop() ?? {}, around);
    text = '';
  });
  return parser;
}

/** `x:row` and `row` are the same element: writers choose the prefix as they like. */
const localName = (name: string) => name.slice(name.indexOf(':') + 1);
