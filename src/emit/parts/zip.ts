import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';

/** The content of an entry: text or bytes at hand, or text made chunk by chunk when its turn comes. */
export type Content = string | Uint8Array | (() => Iterable<string>);

// zip.js packs with the platform's own deflate, in browsers and in Node alike. It reads the local
// clock's fields off the date, so local components give the same bytes in every time zone; the
// extended timestamp would add the date in UTC.
const OPTIONS = {
  level: 6,
  lastModDate: new Date(1980, 0, 1),
  extendedTimestamp: false,
  dataDescriptor: false,
  zip64: false,
  useWebWorkers: false,
} as const;

/**
 * A zip file of these entries in this order: the same entries give the same bytes.
 * @param onPiece called before each piece is packed; may throw to stop.
 */
export async function zip(
  entries: Iterable<readonly [path: string, Content]>,
  onPiece: () => void = () => {},
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(chunk);
    },
  });
  const writer = new ZipWriter(sink, OPTIONS);
  for (const [path, content] of entries) await writer.add(path, readable(content, onPiece));
  await writer.close();
  return joined(chunks);
}

function readable(content: Content, onPiece: () => void): ReadableStream<Uint8Array> {
  const pieces =
    typeof content === 'function' ? content()[Symbol.iterator]() : [content][Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      onPiece();
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
  });
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
