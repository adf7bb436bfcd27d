// Where things are.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The packaged extension, as scripts/package.mjs makes it. */
export const vsix = join(root, 'mail-log-lens.vsix');
