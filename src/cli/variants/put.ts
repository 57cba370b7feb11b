import { join, resolve } from 'node:path';
import { GradsheetError } from '../../errors.ts';
import type { Io } from '../io.ts';
import { writeOutput } from '../output.ts';
import { keepTrack } from '../temporary.ts';

/** What became of a file. */
export type PutState = 'written' | 'already there' | 'refused';

/**
 * Writes a file of a batch, or leaves what is there already.
 *
 * @returns 'refused' where the file would replace something else.
 * @throws GradsheetError FILE where nothing can be written at all.
 */
export async function putFile(
  folder: string,
  file: string,
  bytes: Uint8Array,
  { io, force }: { readonly io: Io; readonly force: boolean },
): Promise<PutState> {
  const called = join(folder, file);
  try {
    const written = await writeOutput(resolve(io.cwd, called), bytes, {
      called,
      force,
      pid: io.pid,
      inputs: io.inputs,
      onTemporary: keepTrack(io.temporaries),
      tidy: false,
    });
    return written ? 'written' : 'already there';
  } catch (error) {
    // What has no cause is our own refusal, of this file alone; a disk that fails fails for all.
    if (!(error instanceof GradsheetError) || error.cause !== undefined) throw error;
    return 'refused';
  }
}

const mostListed = 10;

/** The error for files that were refused, at least one. */
export function wouldReplace(
  folder: string,
  files: readonly string[],
  others: string,
): GradsheetError {
  const count = files.length.toLocaleString('en-US');
  const says =
    files.length === 1
      ? `1 file would replace something else and was not written; ${others}`
      : `${count} files would replace something else and were not written; ${others}`;
  const lines = files.slice(0, mostListed).map((file) => join(folder, file));
  if (files.length > lines.length) {
    lines.push(`… and ${(files.length - lines.length).toLocaleString('en-US')} more`);
  }
  return new GradsheetError('FILE', [`${says}:`, ...lines].join('\n'), {
    path: folder,
    hint: 'replace files with --force, or choose another folder with --out-dir',
  });
}
