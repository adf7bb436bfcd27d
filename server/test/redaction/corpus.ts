import { readdirSync, readFileSync } from 'node:fs';
import { dialects } from '../../src/core/dialects/all';
import { linesOf } from '../core/dialects/sampleLines';

/** One log that is redacted. */
export interface Case {
	readonly name: string;
	readonly text: string;
}

const fixtures = 'server/test/core/dialects/transcript/fixtures';
const envelopes = 'server/test/core/text/envelopes';

/** Every transcript of the fixtures. */
export const transcripts: readonly Case[] = readdirSync(fixtures)
	.filter((file) => file.endsWith('.txt'))
	.map((file) => ({ name: file, text: readFileSync(`${fixtures}/${file}`, 'utf8') }));

/** Every sample log, and the logs in envelopes. */
export const logs: readonly Case[] = [
	...readdirSync('samples', { withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name !== 'README.md')
		.map(({ name }) => ({ name, text: readFileSync(`samples/${name}`, 'utf8') })),
	...readdirSync(envelopes).map((file) => ({
		name: file,
		text: readFileSync(`${envelopes}/${file}`, 'utf8'),
	})),
];

/** The sample lines of every row of every dialect, a log for each row. */
export const rows: readonly Case[] = dialects.flatMap((dialect) =>
	dialect.rows.map((row) => ({
		name: `${dialect.format} ${row.kind} «${row.starts}${row.has ?? ''}»`,
		text: row.samples.flatMap((sample) => linesOf(dialect, row, sample)).join('\n'),
	})),
);
