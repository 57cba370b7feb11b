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

/**
 * Document types define no entities here (saxes knows the five of XML and refuses all others), so
 * a text cannot blow itself up.
 */
export function xmlSink(handler: XmlHandler): XmlSink {
  const parser = new SaxesParser({ position: false, xmlns: false });
  parser.on('opentag', (tag) => handler.open?.(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => handler.close?.(localName(tag.name)));
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  return {
    write: (text) => void parser.write(text),
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
