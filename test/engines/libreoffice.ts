import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Cells } from '../../src/xlsx/cells.ts';
import { readCells } from '../../src/xlsx/reader/read.ts';
import type { Engine } from './engine.ts';
import { largest } from './largest.ts';
import { checkSentinel, plantSentinel } from './sentinel.ts';
import { needsProgram, run, withTempFolder } from './tool.ts';

/**
 * LibreOffice Calc trusts stored results unless its profile says otherwise, whatever the file asks
 * for. 0 is "always recalculate", 1 "never", 2 "ask".
 */
const RECALCULATE = 0;
const TRUST = 1;

/** About one second a file of a few thousand formulas; the limit only ends what hangs. */
const SECONDS = 900;

export const libreoffice: Engine = libreofficeIn('en-US');

/** LibreOffice as it is set up in a country: `de-DE` has a decimal comma, `hi-IN` groups by lakhs. */
export function libreofficeIn(locale: string): Engine {
  return {
    name: locale === 'en-US' ? 'LibreOffice' : `LibreOffice (${locale})`,
    available: () => needsProgram('soffice', 'libreoffice-calc'),
    async recalculate(files) {
      const planted = await Promise.all(files.map(plantSentinel));
      const recalculated = await roundTrip(planted, { locale });
      return recalculated.map((cells) => checkSentinel('LibreOffice', cells));
    },
  };
}

/** How a LibreOffice is set up, where it differs from a new one. */
export interface Setup {
  /** Trust stored results, or recalculate everything; undefined: what a new profile does. */
  readonly trust?: boolean;
  readonly locale?: string;
}

/** What the files hold that `saveAgain` makes. */
export async function roundTrip(files: readonly Uint8Array[], setup: Setup = {}): Promise<Cells[]> {
  // One after the other: a file can be large.
  const all: Cells[] = [];
  for (const saved of await saveAgain(files, setup)) all.push(await readCells(saved, largest));
  return all;
}

/**
 * Opens the files and saves them as .xlsx, all in one start of the program; with `trust`, without
 * recalculating them.
 */
export function saveAgain(
  files: readonly Uint8Array[],
  { trust = false, ...setup }: Setup = {},
): Promise<Uint8Array[]> {
  return withTempFolder(async (folder) => {
    const names = files.map((_, i) => `${i}.xlsx`);
    await mkdir(join(folder, 'in'));
    await Promise.all(names.map((name, i) => writeFile(join(folder, 'in', name), files[i])));
    const paths = names.map((name) => join(folder, 'in', name));
    await convert(paths, 'xlsx:Calc MS Excel 2007 XML', join(folder, 'out'), folder, {
      trust,
      ...setup,
    });
    return Promise.all(names.map((name) => readFile(join(folder, 'out', name))));
  });
}

/**
 * Converts files into `target`. `scratch` takes the profile: two LibreOffices cannot share one, so
 * every call has its own.
 */
export async function convert(
  paths: readonly string[],
  format: string,
  target: string,
  scratch: string,
  { trust = false, ...setup }: Setup = {},
): Promise<void> {
  if (paths.length === 0) return;
  const profile = join(scratch, 'profile');
  await writeProfile(profile, { trust, ...setup });
  const place = `-env:UserInstallation=${pathToFileURL(profile)}`;
  const quiet = ['--headless', '--norestore', '--nologo', '--nolockcheck'];
  const args = [place, ...quiet, '--convert-to', format, '--outdir', target, ...paths];
  await run('soffice', args, { seconds: SECONDS });
}

/** Makes a profile folder; what is not set stays as in a new one. */
export async function writeProfile(folder: string, { trust, locale }: Setup): Promise<void> {
  const set = (path: string, name: string, value: string | number | boolean) =>
    `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>\n`;
  const items = [
    trust === undefined
      ? ''
      : set(
          '/org.openoffice.Office.Calc/Formula/Load',
          'OOXMLRecalcMode',
          trust ? TRUST : RECALCULATE,
        ),
    // Forced to recalculate everything, LibreOffice 7.4 with several threads lets a mean read a range
    // that another thread has not finished; with one thread, or after an edit, it is right.
    trust === false
      ? set(
          '/org.openoffice.Office.Calc/Formula/Calculation',
          'UseThreadedCalculationForFormulaGroups',
          false,
        )
      : '',
    locale === undefined ? '' : set('/org.openoffice.Setup/L10N', 'ooSetupSystemLocale', locale),
  ];
  await mkdir(join(folder, 'user'), { recursive: true });
  await writeFile(
    join(folder, 'user', 'registrymodifications.xcu'),
    `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${items.join('')}</oor:items>
`,
  );
}
