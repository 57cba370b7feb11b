/** Where Excel's limits are written down. */

/** support.microsoft.com, "Excel specifications and limits". */
export const SPECIFICATIONS = 'Excel specifications and limits';

/** How Office differs from ISO/IEC 29500, by section. */
export const office = (section: string) => `[MS-OI29500] ${section}`;

/** The standard itself; Office repairs what breaks it though the validator does not look. */
export const standard = (section: string) => `ECMA-376 part 1, ${section}`;
