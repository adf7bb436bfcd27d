// The files that the tests of the grammar read.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** Paths of the logs and transcripts written for the grammar. */
export function fixtures() {
	return filesIn('syntaxes/test/fixtures').filter((file) => !file.endsWith('.snap'));
}

/** Paths of the samples that users open; what makes them lies in a folder below and is not among them. */
export function samples() {
	return filesIn('samples').filter((file) => !file.endsWith('.md') && !file.endsWith('.gz'));
}

/** The lines of `text`, without their ends. */
export function readLines(text) {
	return text.split(/\r?\n/);
}

function filesIn(folder) {
	const path = fileURLToPath(new URL(folder, root));
	if (!existsSync(path)) {
		return [];
	}
	return readdirSync(path, { withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
		.map((entry) => `${path}/${entry.name}`)
		.sort();
}
