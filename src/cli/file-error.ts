import { GradsheetError } from '../errors.ts';

interface Reason {
  readonly says: string;
  readonly hint: string;
}

const denied: Reason = {
  says: 'permission denied',
  hint: 'choose a place where you may read and write, or change its permissions',
};
const full: Reason = { says: 'the disk is full', hint: 'make room, or choose another disk' };
const busy: Reason = {
  says: 'another program is using it',
  hint: 'close it in the spreadsheet program and try again',
};
const inTheWay: Reason = {
  says: 'a part of the path is a file, not a folder',
  hint: 'choose another folder',
};

/** What the operating system's codes mean, and what to do. */
const reasons: Readonly<Record<string, Reason>> = {
  ENOENT: { says: 'there is no such file or folder', hint: 'check the spelling of the path' },
  EACCES: denied,
  EPERM: denied,
  EROFS: { says: 'the disk can only be read', hint: 'choose another disk' },
  ENOSPC: full,
  EDQUOT: { says: 'your share of the disk is used up', hint: 'make room, or choose another disk' },
  EFBIG: { says: 'the file is too large for this disk', hint: 'choose another disk' },
  EBUSY: busy,
  ETXTBSY: busy,
  EISDIR: { says: 'it is a folder', hint: 'give the path of a file' },
  ENOTDIR: inTheWay,
  EEXIST: inTheWay,
  ENAMETOOLONG: { says: 'the name is too long', hint: 'choose a shorter one' },
  ELOOP: { says: 'its symbolic links go in a circle', hint: 'choose another path' },
  EMFILE: { says: 'too many files are open', hint: 'close some programs and try again' },
  EIO: { says: 'the disk reports an error', hint: 'check the disk, or choose another' },
};

/** An error of the file system as one for people; anything else, which is a bug, as it is. */
export function fileError(error: unknown, doing: 'read' | 'write', path: string): unknown {
  if (!(error instanceof Error) || error instanceof GradsheetError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) return error;
  const { says, hint } = reasons[code] ?? {
    says: `the operating system reports ${code}`,
    hint: 'try another place',
  };
  const message = `cannot ${doing} ${path}: ${says}`;
  return new GradsheetError('FILE', message, { path, hint, cause: error });
}
