/** The languages that knowledge is written in, by the first part of their tags. */
export const languages = ['en', 'id'] as const;
