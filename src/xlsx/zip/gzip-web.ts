/** A gzip file (RFC 1952) of these pieces, by the platform's own deflate: `gzip.ts` for browsers. */
export async function gzip(pieces: Iterable<Uint8Array>): Promise<Uint8Array> {
  const rest = pieces[Symbol.iterator]();
  const source = new ReadableStream({
    pull(controller) {
      const { value, done } = rest.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const packed = source.pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
