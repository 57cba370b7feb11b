import { GradsheetError } from '../../errors.ts';
import { relationshipsPath } from '../part-path.ts';
import { type Archive, openArchive } from './archive.ts';
import type { ReadLimits } from './limits.ts';
import { notSpreadsheet, unreadable } from './problem.ts';
import { type ReadRelationship, relationshipsReader } from './relationships.ts';
import { type Tab, workbookReader } from './workbook.ts';
import { type Element, xmlSink } from './xml.ts';

/** An .xlsx file as a zip of parts: which sheets there are, and where. */
export interface PackageReader {
  /** In the order of the tabs; sheets without cells (chart sheets, macro sheets) are left out. */
  readonly sheets: readonly PackageSheet[];
  /** Defined names of the whole workbook. */
  readonly names: ReadonlyMap<string, string>;
  /** The part with the texts that cells refer to by number, if there is one. */
  readonly sharedStrings: string | undefined;
  /** Streams a part through the elements, which may throw to stop. */
  parse(path: string, roots: Readonly<Record<string, Element>>): Promise<void>;
}

export interface PackageSheet extends Omit<Tab, 'id'> {
  readonly path: string;
  /** The parts of its tables. */
  tables(): Promise<string[]>;
}

/** Opens an .xlsx file. Throws `GradsheetError('FILE')` if it is none or is too large. */
export async function openPackage(bytes: Uint8Array, limits: ReadLimits): Promise<PackageReader> {
  const other = notSpreadsheet(bytes);
  if (other !== undefined) throw other;
  const archive = await openArchive(bytes, limits);
  const parse: PackageReader['parse'] = (path, roots) => parsePart(archive, path, roots);
  const relationships = async (part: string): Promise<readonly ReadRelationship[]> => {
    const { found, roots } = relationshipsReader(part, limits.items);
    await parse(relationshipsPath(part), roots);
    return found;
  };

  if (archive.has('mimetype') && !archive.has(relationshipsPath(''))) {
    throw unreadable('it is an OpenDocument file, whatever its name says');
  }
  const workbook = only(await relationships(''), 'officeDocument');
  if (workbook === undefined) throw unreadable('the archive names no workbook');
  const parts = await relationships(workbook);
  const { tabs, names, roots } = workbookReader(limits);
  await parse(workbook, roots);

  const seen = new Set<string>();
  const sheets = tabs.flatMap(({ id, ...tab }): PackageSheet[] => {
    const part = parts.find((candidate) => candidate.id === id);
    if (part === undefined) throw unreadable(`sheet "${tab.name}" has no part in the archive`);
    if (seen.has(part.target)) throw unreadable(`sheet "${tab.name}" is another sheet's part`);
    seen.add(part.target);
    if (part.type !== 'worksheet') return [];
    const tables = async () => {
      if (!archive.has(relationshipsPath(part.target))) return [];
      const all = await relationships(part.target);
      return all.flatMap(({ type, target }) => (type === 'table' ? [target] : []));
    };
    return [{ ...tab, path: part.target, tables }];
  });
  return { sheets, names, sharedStrings: only(parts, 'sharedStrings'), parse };
}

/** The one part of a type, if there is one. */
function only(parts: readonly ReadRelationship[], type: string): string | undefined {
  const found = parts.filter((part) => part.type === type);
  if (found.length > 1) throw unreadable(`it has ${found.length} parts for the ${type}`);
  return found[0]?.target;
}

async function parsePart(
  archive: Archive,
  path: string,
  roots: Readonly<Record<string, Element>>,
): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const sink = xmlSink(roots);
  try {
    await archive.unpack(path, (chunk) => sink.write(decoder.decode(chunk, { stream: true })));
    sink.write(decoder.decode());
    sink.end();
  } catch (cause) {
    throw cause instanceof GradsheetError ? cause : unreadable(`${path} is damaged`, cause);
  }
}
