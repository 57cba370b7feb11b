import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Died, runProcess } from '../process.ts';

/** What LibreOffice says about one file. */
export interface Recalculation {
  /** Seconds to open the file, its stored results trusted. */
  readonly open: number;
  /** Seconds of a recalculation of every formula; the least of several. */
  readonly recalculate: number;
}

const LIMIT = 180;

/** How often one file is recalculated; the first time formulas are also compiled. */
const TIMES = 2;

/**
 * A LibreOffice with a profile of its own in `folder` that measures from inside, where a
 * recalculation can be told from opening and saving. (Trusting or not trusting stored results on
 * opening cannot: it computes shared formulas either way.)
 */
export async function startOffice(
  folder: string,
): Promise<(file: string) => Promise<Recalculation>> {
  const profile = join(folder, 'profile');
  const options = [
    `-env:UserInstallation=${pathToFileURL(profile)}`,
    '--headless',
    '--norestore',
    '--nologo',
    '--nolockcheck',
  ];
  // The first start fills the profile and would overwrite the macro.
  await runProcess('soffice', [...options, '--terminate_after_init'], { limit: LIMIT });
  const library = join(profile, 'user/basic/Standard');
  await mkdir(library, { recursive: true });
  await writeFile(join(library, 'script.xlb'), LIBRARY);
  await writeFile(join(library, 'Bench.xba'), MACRO);

  return async (file) => {
    const output = join(folder, 'ticks.txt');
    const call = `macro:///Standard.Bench.Measure("${file}","${output}")`;
    await writeFile(output, '');
    await runProcess('soffice', [...options, call], { limit: LIMIT });
    const text = await readFile(output, 'utf8');
    const [sentinel, open, ...recalculations] = text.trim().split(/\s+/).map(Number);
    if (recalculations.length !== TIMES) throw new Died('LibreOffice ran no macro');
    if (sentinel !== 2) throw new Died('LibreOffice did not recalculate');
    return { open: open / 1000, recalculate: Math.min(...recalculations) / 1000 };
  };
}

const LIBRARY = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Bench"/>
</library:library>
`;

/** Writes the sentinel (see plantSentinel) after recalculation, then milliseconds. */
const MACRO = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Bench" script:language="StarBasic">
Sub Measure(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  start = GetSystemTicks()
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  ticks = CStr(GetSystemTicks() - start)
  For i = 1 To ${TIMES}
    start = GetSystemTicks()
    document.calculateAll()
    ticks = ticks &amp; " " &amp; CStr(GetSystemTicks() - start)
  Next i
  sheets = document.Sheets
  sentinel = sheets.getByIndex(sheets.Count - 1).getCellRangeByName("A1").Value
  file = FreeFile
  Open target For Output As #file
  Print #file, CStr(sentinel) &amp; " " &amp; ticks
  Close #file
  document.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
`;
