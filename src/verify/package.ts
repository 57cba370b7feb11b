import JSZip from 'jszip';
import { GradsheetError } from '../errors.ts';
import { type XmlHandler, xmlSink } from './xml.ts';

/** An .xlsx file as a zip of parts: which sheets there are, and where. */
export interface Package {
  /** In the order of the tabs; sheets without cells (chart sheets, macro sheets) are left out. */
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  /** Defined names of the whole workbook; those of one sheet (print areas and such) are left out. */
  readonly names: ReadonlyMap<string, string>;
  /** The part with the texts that cells refer to by number, if there is one. */
  readonly sharedStrings: string | undefined;
  /** Streams a part through the handler. */
  parse(path: string, handler: XmlHandler): Promise<void>;
}

export interface PackageLimits {
  /** The file itself. */
  readonly fileBytes: number;
  /** One part of it, unpacked. */
  readonly partBytes: number;
}

/** Opens an .xlsx file. Throws `GradsheetError('FILE')` if it is none or is too large. */
export async function openPackage(bytes: Uint8Array, limits: PackageLimits): Promise<Package> {
  if (bytes.byteLength > limits.fileBytes) throw tooLarge('file', limits.fileBytes);
  const zip = await JSZip.loadAsync(bytes).catch((cause: unknown) => {
    throw unreadable('the file is not a zip archive, which every .xlsx file is', cause);
  });
  const parse = (path: string, handler: XmlHandler) => parsePart(zip, path, handler, limits);

  const root = await relationships(parse, '');
  const workbook = root.find(({ type }) => type === 'officeDocument')?.target;
  if (workbook === undefined) throw unreadable('the archive names no workbook');
  const parts = await relationships(parse, workbook);
  const { tabs, names } = await workbookOf(parse, workbook);

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

/** The error for a file that is not what it should be. */
export function unreadable(what: string, cause?: unknown): GradsheetError {
  return new GradsheetError('FILE', `Cannot read the workbook: ${what}.`, {
    hint: 'Give an .xlsx file without a password, as Excel, Google Sheets, LibreOffice or Gnumeric saves it.',
    cause,
  });
}

/** The error for a file beyond a limit. */
export function tooLarge(what: string, limit: number, unit = 'bytes'): GradsheetError {
  return new GradsheetError(
    'FILE',
    `Cannot read the workbook: ${what} holds more than ${limit} ${unit}.`,
    { hint: 'Give a workbook with fewer steps or fewer learning rates.' },
  );
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
async function relationships(parse: Parse, part: string): Promise<Relationship[]> {
  const found: Relationship[] = [];
  await parse(part.replace(/[^/]*$/, '_rels/$&.rels'), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      // Parts are named by URIs, relative to the part that names them.
      const { pathname } = new URL(Target, `zip:///${part}`);
      found.push({ id: Id, type, target: decodeURIComponent(pathname.slice(1)) });
    },
  });
  return found;
}

async function workbookOf(parse: Parse, path: string) {
  const tabs: { name: string; id: string }[] = [];
  const names = new Map<string, string>();
  let current: string | undefined;
  await parse(path, {
    open(element, attributes) {
      if (element === 'sheet') {
        const id = Object.keys(attributes).find((key) => key.endsWith(':id'));
        tabs.push({ name: attributes.name ?? '', id: id === undefined ? '' : attributes[id] });
      }
      if (element !== 'definedName' || attributes.localSheetId !== undefined) return;
      current = attributes.name ?? '';
      names.set(current, '');
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
 * The size an archive states for a part may be a lie, so the bytes are counted as they come out
 * and the rest is never unpacked.
 */
function parsePart(zip: JSZip, path: string, handler: XmlHandler, limits: PackageLimits) {
  const file = zip.file(path);
  if (file === null) return Promise.reject(unreadable(`the archive has no part ${path}`));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const sink = xmlSink(handler);
  const stream = file.nodeStream();
  let size = 0;
  return new Promise<void>((resolve, reject) => {
    const fail = (cause: unknown) => {
      stream.pause();
      reject(cause instanceof GradsheetError ? cause : unreadable(`${path} is damaged`, cause));
    };
    stream.on('error', fail);
    stream.on('data', (chunk: Uint8Array) => {
      try {
        size += chunk.byteLength;
        if (size > limits.partBytes) throw tooLarge(path, limits.partBytes);
        sink.write(decoder.decode(chunk, { stream: true }));
      } catch (cause) {
        fail(cause);
      }
    });
    stream.on('end', () => {
      try {
        sink.write(decoder.decode());
        sink.end();
        resolve();
      } catch (cause) {
        fail(cause);
      }
    });
  });
}
