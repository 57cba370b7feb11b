import { SaxesParser } from 'saxes';

/** What wants to hear about an XML text. Names come without their namespace prefix. */
export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Takes an XML text piece by piece; what is not well formed throws. */
export interface XmlSink {
  write(text: string): void;
  end(): void;
}

/** Elements within each other: a worksheet has about ten. */
const deepest = 100;
/** Characters of a text, a tag or a comment; a cell holds at most 32,767. */
const longestPiece = 1_000_000;

/**
 * Document types define no entities here (saxes knows the five of XML and refuses all others), so
 * a text cannot blow itself up. Nor can it fill the memory with open elements, or with one that
 * never ends.
 */
export function xmlSink(handler: XmlHandler): XmlSink {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  /** Characters since the last piece that was complete. */
  let pending = 0;
  const text = (piece: string) => {
    pending = 0;
    handler.text?.(piece);
  };
  parser.on('opentag', (tag) => {
    pending = 0;
    depth++;
    if (depth > deepest) throw new RangeError('the elements are nested too deeply');
    handler.open?.(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    pending = 0;
    depth--;
    handler.close?.(localName(tag.name));
  });
  parser.on('text', text);
  parser.on('cdata', text);
  return {
    write(piece) {
      pending += piece.length;
      parser.write(piece);
      if (pending > longestPiece) throw new RangeError('a text or tag is too long');
    },
    end: () => void parser.close(),
  };
}

/** `x:row` and `row` are the same element: writers choose the prefix as they like. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/**
 * Text of a cell as it is meant: `_xHHHH_` stands for a character that XML cannot hold, or for the
 * underscore of a text that only looks like such an escape (ECMA-376 part 1, 22.9.2.19).
 */
export function decodeString(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
