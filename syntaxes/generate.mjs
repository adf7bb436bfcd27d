// Writes mail-log.tmLanguage.json out of source/.
//   node syntaxes/generate.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { grammar } from './source/grammar.mjs';

export const file = fileURLToPath(new URL('mail-log.tmLanguage.json', import.meta.url));

/** What the file must hold: the grammar as JSON, laid out by Prettier. */
export async function generate() {
	return format(JSON.stringify(grammar), { ...(await resolveConfig(file)), parser: 'json' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	writeFileSync(file, await generate());
}
