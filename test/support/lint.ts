import { lintText, lintWorkbook } from '../../src/xlsx/lint/lint.ts';

/**
 * What our workbooks hold though Google Sheets drops or freezes it: nothing depends on it, as the
 * same is in cells, and these say so beside it.
 */
export const REPEATED: Readonly<Record<string, string>> = {
  // The drawing of the network: the same numbers stand below it.
  'text of a shape (frozen)': 'The same network in cells',
  // The scroll bar of the selected step: its cell can be typed into.
  'form controls (dropped)': 'Selected step',
};

/** Throws where Excel would repair a file. */
export async function mustSuitExcel(bytes: Uint8Array): Promise<void> {
  refuse((await lintWorkbook(bytes)).filter(({ program }) => program === 'Excel'));
}

/** Throws where something of ours would be lost in Google Sheets. */
export async function mustSuitGoogleSheets(bytes: Uint8Array): Promise<void> {
  refuse(
    (await lintWorkbook(bytes)).filter(
      ({ program, limit }) => program === 'Google Sheets' && !Object.hasOwn(REPEATED, limit),
    ),
  );
}

function refuse(problems: Awaited<ReturnType<typeof lintWorkbook>>): void {
  if (problems.length > 0) throw new Error(lintText(problems.slice(0, 20)));
}
