import { lintText, lintWorkbook } from '../../src/xlsx/lint/lint.ts';

/** What our workbooks hold though Google Sheets drops or freezes it: nothing depends on it. */
export const REPEATED: readonly {
  readonly limit: string;
  readonly found: RegExp;
  /** The same is in cells: where these words stand, or beside them. */
  readonly beside: string;
}[] = [
  // The scroll bar of the selected step: its cell can be typed into.
  { limit: 'form controls (dropped)', found: /^form control$/, beside: 'step' },
  // How 0 and numbers from 1e5 on are written: the value itself is in the cell.
  { limit: 'what a rule changes (dropped)', found: /^numFmt$/, beside: 'E_total' },
  // The rule above a step, whose number becomes bold there.
  { limit: 'what a rule changes (dropped)', found: /^border$/, beside: 'step' },
];

const known = new WeakMap<Uint8Array, ReturnType<typeof lintWorkbook>>();

/** What the lint says of a file; of the same bytes once. */
function problemsOf(bytes: Uint8Array): ReturnType<typeof lintWorkbook> {
  const problems = known.get(bytes) ?? lintWorkbook(bytes);
  known.set(bytes, problems);
  return problems;
}

/** Throws where Excel would repair a file. */
export async function mustSuitExcel(bytes: Uint8Array): Promise<void> {
  refuse((await problemsOf(bytes)).filter(({ program }) => program === 'Excel'));
}

/** Throws where something of ours would be lost in Google Sheets. */
export async function mustSuitGoogleSheets(bytes: Uint8Array): Promise<void> {
  // What is too large for it is for a person to decide: `explain` remarks on that.
  const ofSheets = (await problemsOf(bytes)).filter(
    ({ program, limit }) => program === 'Google Sheets' && /\((dropped|frozen)\)$/.test(limit),
  );
  refuse(
    ofSheets.filter(
      ({ limit, found }) =>
        !REPEATED.some((each) => each.limit === limit && each.found.test(String(found))),
    ),
  );
}

function refuse(problems: Awaited<ReturnType<typeof lintWorkbook>>): void {
  if (problems.length > 0) throw new Error(lintText(problems.slice(0, 20)));
}
