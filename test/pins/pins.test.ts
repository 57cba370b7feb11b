import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { buildWorkbook } from '../../src/emit/workbook.ts';
import { buildNetwork } from '../../src/network/network.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { anySpec } from '../support/specs.ts';
import { templates } from '../support/templates.ts';

/**
 * A hash of every part of many workbooks: of all templates and of random descriptions over the
 * whole space. A change of the code that is meant to leave the workbooks alone leaves these alone;
 * one that is meant to change them writes the file anew, and its diff shows how far the change goes:
 *
 *     UPDATE_PINS=1 npx vitest run test/pins
 */
const FILE = join(import.meta.dirname, 'pins.txt');
const RANDOM = { numRuns: 50, seed: 20261126 };

/** `name part hash`, a line a part; the hash is of the part unzipped. */
async function pinsOf(name: string, spec: Spec): Promise<string[]> {
  const { bytes } = await buildWorkbook(buildNetwork(spec));
  const zip = await JSZip.loadAsync(bytes);
  const parts = Object.keys(zip.files).sort();
  return Promise.all(
    parts.map(async (part) => {
      const content = await zip.file(part)!.async('uint8array');
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
      return `${name} ${part} ${hash}`;
    }),
  );
}

it('the workbooks of all templates and of 50 random descriptions are, part by part, as pinned', async () => {
  const specs = [
    ...templates(),
    ...fc
      .sample(anySpec({ maxSteps: 4, maxRates: 2 }), RANDOM)
      .map((spec, index) => ({ name: `random-${index + 1}`, spec })),
  ];
  const pins: string[] = [];
  for (const { name, spec } of specs) pins.push(...(await pinsOf(name, spec)));
  const text = `${pins.join('\n')}\n`;
  if (process.env.UPDATE_PINS) writeFileSync(FILE, text);
  const pinned = readFileSync(FILE, 'utf8').split('\n');
  const changed = text.split('\n').filter((line) => !pinned.includes(line));
  expect(changed).toEqual([]);
  expect(text.split('\n')).toEqual(pinned);
}, 300_000);
