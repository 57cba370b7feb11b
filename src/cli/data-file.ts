import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { GradsheetError } from '../errors.ts';
import type { ReadFile } from '../spec/data/read.ts';
import { longestCsv } from '../spec/limits.ts';
import { fileError } from './file-error.ts';

/**
 * Reads the files that a spec names, relative to the spec's own file; for a spec without one, to
 * the current folder. No more is read than tells that a file is too large.
 */
export function dataReader(spec: { readonly path: string | undefined; readonly cwd: string }) {
  const folder = spec.path === undefined ? spec.cwd : dirname(spec.path);
  const read: ReadFile = (path) => {
    if (path.includes('\0')) {
      throw new GradsheetError('FILE', 'a path cannot contain NUL', { hint: 'give another path' });
    }
    const file = resolve(folder, path);
    // Relative paths are the ones whose place people mistake.
    const called = file === path ? path : `${path} (${file})`;
    try {
      return readBeginning(file, called);
    } catch (error) {
      throw fileError(error, 'read', called);
    }
  };
  return read;
}

function readBeginning(file: string, called: string): Uint8Array {
  // Without waiting, should it be a pipe that nobody writes to.
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(handle).isFile()) {
      const says = `cannot read ${called}: it is not a file`;
      throw new GradsheetError('FILE', says, { hint: 'give the path of a CSV file' });
    }
    const bytes = Buffer.alloc(Math.min(fstatSync(handle).size, longestCsv) + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(handle, bytes, length, bytes.length - length, length);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(handle);
  }
}
