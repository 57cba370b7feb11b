import packageJson from '../package.json' with { type: 'json' };

/** The version of gradsheet, as in package.json. */
export const { version } = packageJson;
