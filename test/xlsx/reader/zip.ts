import { constants, crc32, deflateRawSync } from 'node:zlib';

/** The content of a part: a text, or packed bytes and what they claim to be unpacked. */
export type Part = string | Packed;

interface Packed {
  readonly packed: Uint8Array;
  readonly size: number;
  readonly crc?: number;
}

/**
 * A part of any size in a moment: `piece` is packed once and stands there many times, between a
 * beginning and an end.
 */
export function repeated(start: string, piece: string, times: number, end: string): Packed {
  // After a full flush nothing refers back, so that the same bytes can follow each other.
  const block = (text: string) => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
  const many = new Array<Buffer>(times).fill(block(piece));
  return {
    packed: Buffer.concat([block(start), ...many, deflateRawSync(end)]),
    size: start.length + piece.length * times + end.length,
  };
}

/** A zip archive byte by byte, for what no library writes. `extras` goes to each entry's extras. */
export function zipOf(
  parts: readonly (readonly [path: string, part: Part])[],
  extras: Uint8Array = new Uint8Array(),
): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, part] of parts) {
    const name = Buffer.from(path);
    const { packed, size, crc = 0 } = typeof part === 'string' ? pack(part) : part;
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc, 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(size, 18);
    facts.writeUInt16LE(name.length, 22);
    files.push(Buffer.from('PK\x03\x04'), facts, name, Buffer.from(packed));
    const entry = Buffer.alloc(42);
    entry.writeUInt16LE(20, 0);
    facts.copy(entry, 2);
    entry.writeUInt16LE(extras.length, 26);
    entry.writeUInt32LE(offset, 38);
    directory.push(Buffer.from('PK\x01\x02'), entry, name, Buffer.from(extras));
    offset += 30 + name.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const at of [8, 10]) end.writeUInt16LE(Math.min(parts.length, 0xffff), at);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, entries, end]);
}

function pack(text: string) {
  return { packed: deflateRawSync(text), size: Buffer.byteLength(text), crc: crc32(text) };
}
