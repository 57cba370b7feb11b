const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of a sheet or a file's name as text of a page, in elements and in quoted attributes. */
export function escaped(text: string): string {
  return (
    text
      // Characters that may turn the direction of what follows, or end a document.
      .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu, (c) =>
        c === '\n' ? c : '\uFFFD',
      )
      .replace(/[&<>"']/g, (character) => entities[character]!)
  );
}
