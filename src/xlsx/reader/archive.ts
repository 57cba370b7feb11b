import { type FileEntry, Uint8ArrayReader, ZipReader } from '@zip.js/zip.js/lib/zip-core-native.js';
import { GradsheetError } from '../../errors.ts';
import type { ReadLimits } from './limits.ts';
import { tooLarge, unreadable } from './problem.ts';

/** The parts of a zip archive. */
export interface Archive {
  has(path: string): boolean;
  /**
   * Hands out the bytes of a part as they are unpacked; where `take` throws, the rest never is.
   * What is not what the archive says of it (its size, its checksum) throws.
   */
  unpack(path: string, take: (bytes: Uint8Array) => void): Promise<void>;
}

/**
 * Opens a zip archive and looks at its directory before anything is unpacked. Refused is what two
 * programs may read differently (parts of one name, two directories, bytes before or after the
 * archive, a local header that contradicts the directory, parts that overlap), names that lead
 * outside, passwords, and what would be larger than `limits`.
 *
 * zip.js rather than jszip: it checks all this, streams, and uses the platform's own inflate.
 */
export async function openArchive(bytes: Uint8Array, limits: ReadLimits): Promise<Archive> {
  if (bytes.byteLength > limits.fileBytes) throw tooLarge('the file', limits.fileBytes);
  const { entries, partBytes, unpackedBytes, ratio } = limits;
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    strictness: 'strict',
    checkCrc32: true,
    checkOverlappingEntry: true,
    useWebWorkers: false,
  });
  const parts = new Map<string, FileEntry>();
  let total = 0;
  let count = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      count++;
      if (count > entries) throw tooLarge('the file', entries, 'parts');
      if (entry.directory) continue;
      if (entry.encrypted) throw unreadable('it is protected by a password');
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > partBytes) throw tooLarge(entry.filename, partBytes);
      if (total > unpackedBytes) throw tooLarge('it', unpackedBytes, 'bytes unpacked');
      const key = partKey(entry.filename);
      if (parts.has(key)) throw unreadable(`it has two parts ${entry.filename}`);
      parts.set(key, entry);
    }
  } catch (cause) {
    throw problemOf(cause, 'the file is no sound zip archive, which every .xlsx file is');
  }
  const most = alwaysUnpacked + ratio * bytes.byteLength;
  if (total > most) throw tooLarge('it', most, 'bytes unpacked');
  let unpacked = 0;
  return {
    has: (path) => parts.has(partKey(path)),
    async unpack(path, take) {
      const entry = parts.get(partKey(path));
      if (entry === undefined) throw unreadable(`the archive has no part ${path}`);
      const write = (chunk: Uint8Array) => {
        unpacked += chunk.byteLength;
        if (unpacked > unpackedBytes) throw tooLarge('it', unpackedBytes, 'bytes unpacked');
        take(chunk);
      };
      await entry.getData(new WritableStream({ write })).catch((cause: unknown) => {
        throw problemOf(cause, `${path} is damaged`);
      });
    },
  };
}

/** A small file may be anything. */
const alwaysUnpacked = 4 * 1024 * 1024;

/** Names of parts that differ in case alone are the same (ECMA-376 part 2, 6.2.2.3). */
function partKey(path: string): string {
  return path.toLowerCase();
}

function problemOf(cause: unknown, what: string): GradsheetError {
  return cause instanceof GradsheetError ? cause : unreadable(what, cause);
}
