import fc from 'fast-check';
import JSZip from 'jszip';

type Damage = (bytes: Buffer, at: number, length: number, byte: number) => Buffer;

const damages: readonly Damage[] = [
  (bytes, at) => bytes.subarray(0, at),
  (bytes, at) => bytes.subarray(at),
  (bytes, at, length) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
  (bytes, at, length) => Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]),
  (bytes, at, length, byte) =>
    bytes.map((old, i) => (i < at || i >= at + length ? old : byte)) as Buffer,
  (bytes, at, _length, byte) => bytes.map((old, i) => (i === at ? old ^ byte : old)) as Buffer,
];

/** The file with one to four damages, most of them small. */
export function damaged(bytes: Uint8Array): fc.Arbitrary<Uint8Array> {
  const length = fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: bytes.length }));
  const damage = fc.tuple(
    fc.constantFrom(...damages),
    fc.nat({ max: bytes.length }),
    length,
    fc.nat({ max: 255 }),
  );
  return fc
    .array(damage, { minLength: 1, maxLength: 4 })
    .map((all) =>
      all.reduce<Buffer>((file, [how, ...where]) => how(file, ...where), Buffer.from(bytes)),
    );
}

/** What means something in the XML of a workbook. */
const mark = fc.constantFrom(
  ...['<', '>', '/>', '</', '"', '&', '&amp;', '&#0;', '&x;', '<!--', ']]>', '<![CDATA[', '\u0000'],
  ...['<c r="B2">', '<row r="1">', '<f t="shared" si="0"/>', '<v>1e999</v>', ' t="s"', ' r="A0"'],
  ...['<si>', '<sheet/>', 'Target="..', 'r:id', 'xmlns="', '9999999', '-1', '\uFFFE', '🙂'],
);

/** The file with texts put into its parts, which are sound archives as before. */
export function scribbled(parts: Readonly<Record<string, string>>): fc.Arbitrary<Promise<Buffer>> {
  const scribble = fc.tuple(
    fc.constantFrom(...Object.keys(parts)),
    fc.nat(),
    fc.nat({ max: 20 }),
    fc.oneof(mark, fc.string({ unit: 'binary', maxLength: 4 })),
  );
  return fc.array(scribble, { minLength: 1, maxLength: 3 }).map((all) => {
    const changed = { ...parts };
    for (const [path, at, length, text] of all) {
      const start = at % (changed[path].length + 1);
      changed[path] = changed[path].slice(0, start) + text + changed[path].slice(start + length);
    }
    const zip = new JSZip();
    for (const [path, xml] of Object.entries(changed)) zip.file(path, xml);
    return zip.generateAsync({ type: 'nodebuffer' });
  });
}

/** The texts of all parts of a sound file. */
export async function partsOf(bytes: Uint8Array): Promise<Record<string, string>> {
  const { files } = await JSZip.loadAsync(bytes);
  const entries = Object.entries(files).map(async ([path, file]) => {
    return [path, await file.async('string')] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
