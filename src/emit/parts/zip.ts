import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** The content of an entry: text or bytes at hand, or text made chunk by chunk when its turn comes. */
export type Content = string | Uint8Array | (() => Iterable<string>);

// yazl reads the local clock's fields off the date, so local components give the same bytes in
// every time zone; without forceDosTimestamp it would add a second timestamp in UTC.
const OPTIONS = {
  mtime: new Date(1980, 0, 1),
  mode: 0o100644,
  forceDosTimestamp: true,
  compressionLevel: 6,
};

/** A zip file of these entries in this order: the same entries give the same bytes. */
export async function zip(
  entries: Iterable<readonly [path: string, Content]>,
): Promise<Uint8Array> {
  const file = new ZipFile();
  const failed = new Promise<never>((_, reject) => {
    file.on('error', reject);
  });
  for (const [path, content] of entries) {
    if (typeof content === 'function') {
      file.addReadStreamLazy(path, OPTIONS, (done) => {
        const stream = Readable.from(content());
        // yazl only pipes: an error in the middle of a stream would leave it waiting for ever.
        stream.on('error', (error) => file.emit('error', error));
        done(null, stream);
      });
    } else {
      file.addBuffer(bytes(content), path, OPTIONS);
    }
  }
  file.end();
  return Promise.race([buffer(file.outputStream), failed]);
}

function bytes(content: string | Uint8Array): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
}
