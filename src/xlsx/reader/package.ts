import JSZip from 'jszip';
import { GradsheetError } from '../../errors.ts';
import { checkDirectory } from './directory.ts';
import { tooLarge, unreadable } from './problem.ts';
import { type XmlHandler, xmlSink } from './xml.ts';

/** An .xlsx file as a zip of parts: which sheets there are, and where. */
export interface Package {
  /** In the order of the tabs; sheets without cells (chart sheets, macro sheets) are left out. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  /** Defined names of the whole workbook; those of one sheet (print areas and such) are left out. */
  readonly names: ReadonlyMap<string, string>;
  /** The part with the texts that cells refer to by number, if there is one. */
  readonly sharedStrings: string | undefined;
  /** Streams a part through the handler, which may throw to stop. */
  parse(path: string, handler: XmlHandler): Promise<void>;
}

export interface PackageLimits {
  /** The file itself. */
  readonly fileBytes: number;
  /** What is read of it, unpacked; a part that is read twice counts twice. */
  readonly unpackedBytes: number;
  /** Its parts, and likewise its sheets, its defined names and the references of a part. */
  readonly entries: number;
}

/** A workbook is about 20 times as large unpacked, a bomb 1,000 times. */
const mostUnpacked = 100;
/** A small file may be anything. */
const alwaysUnpacked = 64 * 1024 * 1024;
/** The parts that only name others. */
const indexBytes = 16 * 1024 * 1024;

/** Opens an .xlsx file. Throws `GradsheetError('FILE')` if it is none or is too large. */
export async function openPackage(bytes: Uint8Array, limits: PackageLimits): Promise<Package> {
  if (bytes.byteLength > limits.fileBytes) throw tooLarge('the file', limits.fileBytes);
  checkDirectory(bytes, limits.entries);
  const zip = await JSZip.loadAsync(bytes).catch((cause: unknown) => {
    throw unreadable('the file is not a zip archive, which every .xlsx file is', cause);
  });
  const unpacked = Math.min(limits.unpackedBytes, alwaysUnpacked + mostUnpacked * bytes.byteLength);
  let total = 0;
  const parse = (path: string, handler: XmlHandler) => {
    return parsePart(zip, path, handler, (size) => {
      total += size;
      if (total > unpacked) throw tooLarge('it', unpacked, 'bytes unpacked');
    });
  };
  const parseIndex = (path: string, handler: XmlHandler) => {
    let size = 0;
    return parsePart(zip, path, handler, (more) => {
      size += more;
      if (size > indexBytes) throw tooLarge(path, indexBytes);
    });
  };

  const root = await relationships(parseIndex, '', limits);
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined) throw unreadable('the archive names no workbook');
  const parts = await relationships(parseIndex, workbook, limits);
  const { tabs, names } = await workbookOf(parseIndex, workbook, limits);

  return {
    sheets: tabs.flatMap(({ name, id }) => {
      const part = parts.find((candidate) => candidate.id === id);
      if (part === undefined) throw unreadable(`sheet "${name}" has no part in the archive`);
      return part.type === 'worksheet' ? [{ name, path: part.target }] : [];
    }),
    names,
    sharedStrings: parts.find(({ type }) => type === 'sharedStrings')?.target,
    parse,
  };
}

type Parse = Package['parse'];

interface Relationship {
  readonly id: string;
  /** The last word of the type's address: the strict and the transitional form differ before it. */
  readonly type: string;
  /** Path within the archive. */
  readonly target: string;
}

/** What a part refers to; the archive itself is the part without a name. */
async function relationships(
  parse: Parse,
  part: string,
  { entries }: PackageLimits,
): Promise<Relationship[]> {
  const found: Relationship[] = [];
  await parse(part.replace(/[^/]*$/, '_rels/$&.rels'), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      // Parts are named by URIs, relative to the part that names them.
      const { pathname } = new URL(Target, `zip:///${part}`);
      found.push({ id: Id, type, target: decodeURIComponent(pathname.slice(1)) });
      if (found.length > entries) throw tooLarge('a part', entries, 'references to others');
    },
  });
  return found;
}

async function workbookOf(parse: Parse, path: string, { entries }: PackageLimits) {
  const tabs: { name: string; id: string }[] = [];
  const names = new Map<string, string>();
  let current: string | undefined;
  await parse(path, {
    open(element, attributes) {
      if (element === 'sheet') {
        const id = Object.keys(attributes).find((key) => key.endsWith(':id'));
        tabs.push({ name: attributes.name ?? '', id: id === undefined ? '' : attributes[id] });
        if (tabs.length > entries) throw tooLarge('it', entries, 'sheets');
      }
      if (element !== 'definedName' || attributes.localSheetId !== undefined) return;
      current = attributes.name ?? '';
      names.set(current, '');
      if (names.size > entries) throw tooLarge('it', entries, 'names');
    },
    text(text) {
      if (current !== undefined) names.set(current, names.get(current) + text);
    },
    close() {
      current = undefined;
    },
  });
  return { tabs, names };
}

/**
 * The size an archive states for a part may be a lie, so `toll` is told of the bytes as they come
 * out; where it throws, the rest is never unpacked.
 */
function parsePart(
  zip: JSZip,
  path: string,
  handler: XmlHandler,
  toll: (bytes: number) => void,
): Promise<void> {
  const file = zip.file(path);
  if (file === null) return Promise.reject(unreadable(`the archive has no part ${path}`));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const sink = xmlSink(handler);
  const stream = file.nodeStream();
  return new Promise<void>((resolve, reject) => {
    let failed = false;
    const attempt = (action: () => void) => {
      if (failed) return;
      try {
        action();
      } catch (cause) {
        fail(cause);
      }
    };
    const fail = (cause: unknown) => {
      failed = true;
      stream.pause();
      reject(cause instanceof GradsheetError ? cause : unreadable(`${path} is damaged`, cause));
    };
    stream.on('error', fail);
    stream.on('data', (chunk: Uint8Array) =>
      attempt(() => {
        toll(chunk.byteLength);
        sink.write(decoder.decode(chunk, { stream: true }));
      }),
    );
    stream.on('end', () =>
      attempt(() => {
        sink.write(decoder.decode());
        sink.end();
        resolve();
      }),
    );
  });
}
