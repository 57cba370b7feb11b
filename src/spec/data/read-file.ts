/** Gives the bytes of a file that a spec names. */
export type ReadFile = (path: string) => Uint8Array;
