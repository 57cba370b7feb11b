import { ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { describe, expect, it } from 'vitest';
import { gzip as gzipOfNode } from '../../../src/xlsx/zip/gzip.ts';
import { gzip as gzipOfBrowsers } from '../../../src/xlsx/zip/gzip-web.ts';
import { type Content, zip } from '../../../src/xlsx/zip/zip.ts';

/** What zip.js makes of the same entries. */
async function byZipJs(entries: readonly (readonly [string, Content])[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(chunk);
    },
  });
  const writer = new ZipWriter(sink, {
    level: 6,
    lastModDate: new Date(1980, 0, 1),
    extendedTimestamp: false,
    dataDescriptor: false,
    zip64: false,
    useWebWorkers: false,
  });
  for (const [path, content] of entries) {
    const pieces = typeof content === 'function' ? [...content()] : [content];
    await writer.add(path, new Blob(pieces as (string | Uint8Array<ArrayBuffer>)[]).stream());
  }
  await writer.close();
  return Buffer.concat(chunks);
}

/** Text that packs badly and differs everywhere, in pieces of 64 KB. */
function* pieces(count: number): Generator<string> {
  let state = 1;
  for (let piece = 0; piece < count; piece++) {
    yield Array.from({ length: 8192 }, () => {
      state = (state * 48271) % 2147483647;
      return state.toString(36).padStart(8, '0').slice(0, 8);
    }).join('');
  }
}

// More than is packed at once, and less.
const [LONG, SHORT] = [140, 3];

const ENTRIES: readonly (readonly [string, Content])[] = [
  ['[Content_Types].xml', '<Types>ä → €, 𝛿</Types>'],
  ['xl/media/image1.png', Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251)],
  ['xl/worksheets/sheet1.xml', () => pieces(SHORT)],
  ['xl/worksheets/sheet2.xml', () => pieces(LONG)],
  ['xl/worksheets/größe.xml', '<worksheet/>'],
];

describe('zip', () => {
  it('writes the bytes that zip.js writes', async () => {
    for (const entries of [ENTRIES, []]) {
      expect(Buffer.from(await zip(entries)).equals(await byZipJs(entries))).toBe(true);
    }
  });

  it.each([SHORT, LONG])('stops between two of %d pieces', async (count) => {
    let asked = 0;
    const made = zip([['a.xml', () => pieces(count)]], () => {
      asked++;
      if (asked === count) throw new Error('enough');
    });
    await expect(made).rejects.toThrow('enough');
    expect(asked).toBe(count);
  });
});

describe('gzip', () => {
  it.each([SHORT, LONG])(
    'gives the same bytes of %d pieces in Node and in browsers',
    async (count) => {
      const bytes = () => [...pieces(count)].map((piece) => new TextEncoder().encode(piece));
      const [node, web] = [await gzipOfNode(bytes()), await gzipOfBrowsers(bytes())];
      expect(Buffer.from(node).equals(web)).toBe(true);
    },
  );
});
