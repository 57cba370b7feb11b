import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initialiserNames } from '../src/functions/initialisers.ts';
import { choicePlaces } from '../src/spec/choices.ts';
import { listTemplates } from '../src/spec/templates.ts';

const root = join(import.meta.dirname, '..');
const pages = ['README.md', 'templates/README.md', 'test/bench/RESULTS.md', 'CHANGELOG.md'];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/** What a heading is linked by: as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (page: string) =>
  [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading));

describe('the pages for people', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
    for (const link of links.filter((each) => !/^https?:/.test(each))) {
      const [path, anchor] = link.split('#');
      const target = path === '' ? page : join(dirname(page), path);
      expect(existsSync(join(root, target)), `${page}: ${link}`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target)).toContain(anchor);
    }
  });

  it('keeps the first page short, and the whole course on it', () => {
    const first = textOf('README.md');
    expect(first.split('\n').length).toBeLessThanOrEqual(200);
    for (const { name } of listTemplates()) {
      expect(first).toContain(`[${name}](templates/${name}.yaml)`);
    }
  });

  it('names all that a description can name in the reference', () => {
    const reference = textOf('templates/README.md');
    const names = Object.values(choicePlaces).flatMap(({ rows }) => Object.keys(rows));
    const parameters = Object.values(choicePlaces).flatMap(({ rows }) =>
      Object.values(rows).flatMap((row) => Object.keys(row)),
    );
    for (const name of [...names, ...parameters, ...initialiserNames]) {
      expect(reference).toContain(`\`${name}\``);
    }
  });
});
