import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { startBar } from '../../src/cli/variants/progress.ts';

/** A terminal of 80 columns that keeps what it is sent. */
function terminal() {
  let shown = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      shown += chunk;
      done();
    },
  });
  Object.assign(stream, { isTTY: true, columns: 80 });
  return { stream: stream as NodeJS.WriteStream, shown: () => shown };
}

it('draws how much is done, and clears its line in the end', () => {
  const { stream, shown } = terminal();
  const bar = startBar(stream, 2);
  expect(shown()).toMatch(/░{30} 0 of 2 workbooks/);
  bar.advance();
  bar.advance();
  bar.end();
  expect(shown()).toMatch(/█{30} 2 of 2 workbooks/);
  expect(shown().endsWith('\u001b[2K')).toBe(true);
});

it('leaves cursor and line wrapping of the terminal alone, as nothing would restore them', () => {
  const { stream, shown } = terminal();
  const bar = startBar(stream, 1);
  bar.advance();
  bar.end();
  expect(shown()).not.toContain('\u001b[?');
});
