/** The version in package.json; a test compares them. Importing that file would tie this to Node. */
export const version = '0.1.0';
