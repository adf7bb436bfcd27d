/** The languages that knowledge is written in. */
export const languages = ['en'] as const;
