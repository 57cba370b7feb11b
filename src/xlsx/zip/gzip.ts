import { once } from 'node:events';
import type { TransformOptions } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { createGzip, gzipSync, type ZlibOptions } from 'node:zlib';

/**
 * So many bytes are packed at once, in this thread; what is longer by another thread, while it is
 * made. To hand a part over takes longer than to pack a small one; and beside the main thread, where
 * several workbooks are made at once, no processor is free for it.
 */
const AT_ONCE = isMainThread ? 1 << 19 : 1 << 23;
const OPTIONS = { level: 6 };
const STREAM: ZlibOptions & TransformOptions = {
  ...OPTIONS,
  // So many bytes may wait for the other thread before this one waits for it.
  writableHighWaterMark: 1 << 21,
  // A piece comes back packed as a whole: for each chunk of it the other thread would wait for this one.
  chunkSize: 1 << 17,
};

/**
 * A gzip file (RFC 1952) of these pieces, by Node's zlib. The bundle for browsers has `gzip-web.ts`
 * in its place, which gives the same bytes.
 */
export async function gzip(pieces: Iterable<Uint8Array>): Promise<Uint8Array> {
  const first: Uint8Array[] = [];
  let size = 0;
  const rest = pieces[Symbol.iterator]();
  for (let piece = rest.next(); !piece.done; piece = rest.next()) {
    first.push(piece.value);
    size += piece.value.byteLength;
    if (size > AT_ONCE) return inAnotherThread(first, rest);
  }
  return gzipSync(first.length === 1 ? first[0]! : Buffer.concat(first), OPTIONS);
}

async function inAnotherThread(
  first: readonly Uint8Array[],
  rest: Iterator<Uint8Array>,
): Promise<Uint8Array> {
  const packed: Uint8Array[] = [];
  const stream = createGzip(STREAM);
  stream.on('data', (chunk: Uint8Array) => packed.push(chunk));
  const ended = once(stream, 'end');
  const put = async (piece: Uint8Array) => {
    // The other thread gets its next piece in a turn of the event loop, which making pieces holds up.
    if (stream.write(piece)) await setImmediate();
    else await once(stream, 'drain');
  };
  try {
    for (const piece of first) await put(piece);
    for (let piece = rest.next(); !piece.done; piece = rest.next()) await put(piece.value);
    stream.end();
    await ended;
  } finally {
    stream.destroy();
  }
  return Buffer.concat(packed);
}
