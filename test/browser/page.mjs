// Runs in the page: the library as a stranger's script would load it.

/** What the test asks of the page, as one argument. */
export async function make({ code, yaml, overrides, csv, verifies }) {
  const library = await import(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const readFile = () => new TextEncoder().encode(csv);
  const network = library.buildNetwork(library.parseSpec(yaml, { overrides, readFile }));
  const { bytes } = await library.buildWorkbook(network);
  return {
    base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
    /** Of Node, which a browser has not. */
    globals: ['process', 'Buffer', 'require', 'global'].filter((name) => name in globalThis),
    differences: verifies ? await library.verify(bytes, network) : [],
  };
}
