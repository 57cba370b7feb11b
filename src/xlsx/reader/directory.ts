import { tooLarge } from './problem.ts';

/** How each entry of an archive's directory begins, and where in it the length of its extras is. */
const signature = Buffer.from('PK\x01\x02', 'latin1');
const extrasAt = 30;

/** Spreadsheets write none, or a few dozen bytes for a part. */
const extraBytes = 1024 * 1024;

/**
 * Refuses a zip archive whose directory would fill the memory: jszip makes objects of all its
 * entries and of all their extras before anybody can stop it. What merely looks like an entry, in
 * the middle of packed bytes, occurs once in 4 GB.
 */
export function checkDirectory(bytes: Uint8Array, entries: number): void {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  let extras = 0;
  for (let at = archive.indexOf(signature); at >= 0; at = archive.indexOf(signature, at + 4)) {
    count++;
    if (at + extrasAt + 2 <= archive.length) extras += archive.readUInt16LE(at + extrasAt);
    if (count > entries) throw tooLarge('the file', entries, 'parts');
    if (extras > extraBytes) throw tooLarge('its directory', extraBytes);
  }
}
