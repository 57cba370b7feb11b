import type { Engine } from '../engines/engine.ts';
import { gnumericIn, saveAgain as gnumericSave } from '../engines/gnumeric.ts';
import { libreofficeIn, saveAgain as libreofficeSave } from '../engines/libreoffice.ts';

/** A program that opens workbooks and saves them as its own .xlsx files. */
interface Program {
  readonly name: string;
  /** Whether it is there. */
  readonly engine: Engine;
  save(files: readonly Uint8Array[]): Promise<Uint8Array[]>;
}

function libreofficeSaving(locale: string): Program {
  const engine = libreofficeIn(locale);
  return { name: engine.name, engine, save: (files) => libreofficeSave(files, { locale }) };
}

function gnumericSaving(locale: string): Program {
  const engine = gnumericIn(locale);
  const save = (file: Uint8Array) => gnumericSave(file, ['--recalc'], locale);
  return { name: engine.name, engine, save: (files) => Promise.all(files.map(save)) };
}

/** Each recalculates every formula before it saves, two of them where the decimal sign is a comma. */
export const programs: readonly Program[] = [
  libreofficeSaving('en-US'),
  libreofficeSaving('de-DE'),
  gnumericSaving('C.UTF-8'),
  gnumericSaving('de_DE.UTF-8'),
];
