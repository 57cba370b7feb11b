import { relationshipsPath, targetBetween, targetPath } from '../part-path.ts';
import { type Content, zip } from '../zip/zip.ts';
import { addOverride, CONTENT_TYPES_PATH } from './content-types.ts';
import {
  nextRelationshipId,
  type Relationship,
  readRelationships,
  relationshipsXml,
} from './relationships.ts';

/** The parts of a package by their paths; what is no text is an image. */
export type Parts = ReadonlyMap<string, string | Uint8Array>;

/** An open package (ECMA-376 part 2): its parts by path, each tied to others by relationships. */
export class Package {
  readonly #parts: Map<string, Content>;

  constructor(parts: Parts) {
    this.#parts = new Map(parts);
  }

  /** The paths of all parts whose content is text. */
  get textPaths(): string[] {
    return [...this.#parts].flatMap(([path, part]) => (typeof part === 'string' ? [path] : []));
  }

  has(path: string): boolean {
    return this.#parts.has(path);
  }

  text(path: string): string {
    const part = this.#parts.get(path);
    if (typeof part !== 'string') throw new Error(`the package has no text ${path}`);
    return part;
  }

  update(path: string, change: (xml: string) => string): void {
    this.#parts.set(path, change(this.text(path)));
  }

  /** Replaces a part by text that is made when the package is written. */
  stream(path: string, chunks: () => Iterable<string>): void {
    this.#parts.set(path, chunks);
  }

  /** Adds a part under the first free number and returns its path: `add('xl/charts/chart', …)`. */
  add(prefix: string, xml: string, contentType: string): string {
    let number = 1;
    while (this.#parts.has(`${prefix}${number}.xml`)) number++;
    const path = `${prefix}${number}.xml`;
    this.#parts.set(path, xml);
    this.update(CONTENT_TYPES_PATH, (types) => addOverride(types, path, contentType));
    return path;
  }

  relationships(part: string): Relationship[] {
    const xml = this.#parts.get(relationshipsPath(part));
    return typeof xml === 'string' ? readRelationships(xml) : [];
  }

  setRelationships(part: string, relationships: readonly Relationship[]): void {
    const path = relationshipsPath(part);
    if (relationships.length === 0) this.#parts.delete(path);
    else this.#parts.set(path, relationshipsXml(relationships));
  }

  /** Ties one part to another; returns the id by which `from` refers to it. */
  relate(from: string, type: string, to: string): string {
    const list = this.relationships(from);
    const id = nextRelationshipId(list);
    const target = targetBetween(from, to);
    this.setRelationships(from, [...list, { id, type, target, external: false }]);
    return id;
  }

  /** The path of the first part of that type that `from` is tied to. */
  related(from: string, type: string): string | undefined {
    const found = this.relationships(from).find((relationship) => relationship.type === type);
    return found && targetPath(from, found.target);
  }

  /** The package as a file. Equal packages give equal bytes. */
  async bytes(onPiece?: () => void): Promise<Uint8Array> {
    const paths = [...this.#parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    return zip(
      paths.map((path) => [path, this.#parts.get(path)!] as const),
      onPiece,
    );
  }
}

// Readers that guess the kind of a file from its beginning look for these, in this order.
const FIRST = [/^\[Content_Types\]\.xml$/, /^_rels\//, /^xl\/workbook\.xml$/, /^xl\//];

function rank(path: string): number {
  const index = FIRST.findIndex((pattern) => pattern.test(path));
  return index < 0 ? FIRST.length : index;
}
