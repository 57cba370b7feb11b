/**
 * What the formulas are made of, and, where programs differ or the standard (ECMA-376 part 1,
 * 18.17; OpenFormula) leaves the meaning open, why ours is safe. A test holds every formula of many
 * workbooks against these lists: whoever needs another function or another form tries it in
 * LibreOffice, Gnumeric and HyperFormula, looks up Excel and Google Sheets, and adds the line here.
 *
 * Of the operators: a minus before a power is always in brackets or before a number, because
 * -x^2 is x² in some programs and −x² in others; 0^0 does not occur; comparisons of numbers that are
 * both below 1e-15 are avoided (IronCalc takes them for equal); numbers have no exponent, which
 * HyperFormula reads in lower case only; true times true is 1 in all.
 */
export const FUNCTIONS: Readonly<Record<string, string>> = {
  ABS: 'the same everywhere',
  AND: 'computes all its arguments, as OR does; in rules for formats only',
  AVERAGE:
    'of cells that all hold numbers; a text would be left out, so Data says which cell it is',
  COLUMN: 'without argument, in rules for formats only: the cell that the rule is applied to',
  COS: 'of 0 to π; the last bit differs between libraries',
  COUNT: 'of input cells: numbers only, neither texts nor empty cells',
  COUNTA: 'of input cells: whatever is in them, as long as something is',
  COUNTIF: 'see CRITERIA',
  EXP: 'of what is at most 0, or guarded: above 709 it is #NUM!, in Gnumeric only above 11,356',
  FIND: 'of a text that is there: asked only where it is; counts the same from 1 everywhere, with regard to case',
  IF: 'computes the branch it takes and hands on no error of the other',
  IFERROR: 'misses the infinity of Gnumeric, so the value’s size is asked as well',
  INDEX: 'of several cells only (Gnumeric: #REF! for one); row and column are never 0 or missing',
  '_xlfn.ISFORMULA':
    'of one cell only: of a range every program says something else. Since Excel 2013, so its name has the prefix that Excel writes (_xlfn.); a program that does not know it makes an error of it, and the check says so',
  ISTEXT: 'the same everywhere',
  INT: 'of what is at least 0 (HyperFormula rounds −2.5 up)',
  ISNA: 'the same everywhere',
  ISNUMBER: 'true of infinity in Gnumeric, so the value’s size is asked as well',
  LEFT: 'of texts; the first characters, the same everywhere',
  LEN: 'of texts of the first plane, in which all programs count the same',
  LN: 'of what is above 0, kept there by MAX',
  LOG10: 'of what is above 0',
  MATCH: 'for equality only (0): the first of equal ones; sorted search finds any of them',
  MAX: 'of numbers; texts and empty cells of a range count for nothing',
  MID: 'as LEFT; beyond the end it stops there everywhere',
  MIN: 'the same as MAX',
  MOD: 'of what is at least 0 by what is at least 1; 0 by 1 for a bias',
  NA: 'a gap in a chart; Google Sheets draws one too',
  NOT: 'the same everywhere; in rules for formats only',
  OR: 'computes all its arguments, so none of them may be an error',
  PI: 'the same everywhere',
  PRODUCT: 'of cells that hold numbers or nothing, in their order',
  ROUND: 'half away from zero, judged on 15 digits; for what is shown only, never computed with',
  ROUNDUP: 'away from zero; the same use as ROUND',
  ROW: 'the same as COLUMN',
  SEARCH:
    'of words without wildcards or signs of regular expressions, as LibreOffice may take them for either; where there is none it is an error, so ISNUMBER or a rule asks',
  SIGN: 'the same everywhere',
  SQRT: 'of what is at least 0',
  STDEVP: 'of cells that all hold numbers; asked only where they are not all equal',
  SUM: 'of cells that all hold numbers, in their order: in pairs in no program we know',
  SUMPRODUCT:
    'of comparisons of two ranges; of ISNUMBER over a range each program makes something else',
  SUMSQ: 'of cells that all hold numbers',
  TANH: 'the same everywhere; the last bit differs between libraries',
};

/**
 * The criteria that are counted by. A number in the quotes would be read by the user's locale (a
 * decimal comma makes "<9.99E+307" a text); joined on it is written and read by the same program.
 * No text holds a wildcard, or what a regular expression would take for a sign.
 */
export const CRITERIA: readonly RegExp[] = [
  /^"[✓✗–]"$/u,
  /^"(?:empty|not a number)"$/,
  /^"<=?"&-?(?:9\.99\*)?10\^\d+$/,
  /^"<=?"&[A-Za-z_$]\w*$/,
  // A number that a formula beside it gives.
  /^"<="&\$[A-Z]+\$\d+$/,
  // Looked for as it stands: a text, or what is no whole number, is found nowhere.
  /^selected_(?:step|sample)$/,
  // A number, or a formula that gives one, counts what is equal to it.
  /^\d+$/,
  /^(?:COLUMN|ROW)\(\)-(?:COLUMN|ROW)\([^)]*\)$/,
  /^ROW\([^)]*\)-ROW\(\)$/,
];

/** What no formula may hold, and why. */
export const FORBIDDEN: readonly { readonly form: RegExp; readonly why: string }[] = [
  { form: /[{}]/, why: 'constant arrays: the user’s locale separates them' },
  { form: /%/, why: 'percent: not read by every program' },
  { form: /@|#/, why: 'implicit intersection, spilled ranges: Excel 365 only' },
  { form: /(?:^|[=<>(,*/+&-])-[A-Z$]+\$?\d+\^/, why: 'a minus before a power of a cell' },
  { form: /\^-/, why: 'a minus in an exponent without brackets' },
  { form: /\^[^,()*/+<>=&-]*\^/, why: 'a power of a power without brackets' },
  { form: /\d[eE][+-]?\d/, why: 'an exponent: HyperFormula reads it in lower case only' },
  { form: /\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w$])/, why: 'a whole column: slow, and it grows' },
  { form: /[\w)] +[\w$(]/, why: 'an intersection' },
  {
    form: /(?<!\+)\((?:[^()]|\([^()]*\))*=""\)[=<>]\d/,
    why: 'a comparison compared with a number: to Excel true and false are none',
  },
  { form: /MATCH\([^()]*(?:\([^()]*\)[^()]*)*,-?1\)/, why: 'a search in sorted cells' },
];
