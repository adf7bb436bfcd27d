import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkExplanation } from './contract';
import { runCommand } from './runCommand';

interface Explanation {
	readonly valid: boolean;
	readonly code?: string;
	readonly enhanced?: string;
	readonly reason: string;
}

async function explain(args: readonly string[], input: readonly string[] = []): Promise<Explanation[]> {
	const { status, output, errors } = await runCommand(['explain', ...args], { input });
	assert.deepEqual([status, errors], [0, '']);
	const explanations = output
		.split('\n')
		.slice(0, -1)
		.map((line) => JSON.parse(line) as Explanation);
	explanations.forEach((explanation) => checkExplanation(explanation, 'explanation'));
	return explanations;
}

const texts: readonly (readonly [
	args: readonly string[],
	input: readonly string[],
	found: Partial<Explanation>,
])[] = [
	[['220'], [], { code: '220', reason: 'success' }],
	[['550', '5.1.1', 'User', 'unknown'], [], { code: '550', enhanced: '5.1.1', reason: 'recipient' }],
	[['550 5.1.1 User unknown'], [], { code: '550', enhanced: '5.1.1', reason: 'recipient' }],
	[['--lang', 'en', '235'], [], { code: '235', reason: 'success' }],
	[['--format', 'json', '--', '535'], [], { code: '535', reason: 'credentials' }],
	[
		['-'],
		['550-5.1.1 User\r\n', '550 5.1.1 unknown\r\n'],
		{ code: '550', enhanced: '5.1.1', reason: 'recipient' },
	],
	[['\u001b[31m'], [], { valid: false, reason: 'unknown' }],
	[[''], [], { valid: false, reason: 'unknown' }],
];

for (const [args, input, found] of texts) {
	test(`explain ${JSON.stringify(args)}`, async () => {
		const [explanation, ...more] = await explain(args, input);
		assert.deepEqual(more, []);
		assert.deepEqual({ ...explanation, ...found }, explanation);
	});
}

test('--batch prints one explanation a line, for every line', async () => {
	const lines =
		'550 5.1.1 User unknown\n235 Welcome\r\n\nno reply\u2028at all\n550-5.1.1 User\\n550 5.1.1 unknown';
	for (const input of [[lines], [...lines], [`${lines}\n`]]) {
		const explanations = await explain(['--batch'], input);
		assert.deepEqual(
			explanations.map(({ code }) => code),
			['550', '235', undefined, undefined, '550'],
		);
	}
});

test('--batch of nothing prints nothing', async () => {
	assert.deepEqual(await explain(['--batch', '--format', 'json']), []);
});

test('a comparison has both codes', async () => {
	const { status, output } = await runCommand(['compare', '220', '235']);
	const comparison = JSON.parse(output) as { a: { code: string }; b: { code: string }; title: string };
	assert.equal(status, 0);
	assert.deepEqual([comparison.a.code, comparison.b.code], ['220', '235']);
});

test('what JSON cannot compare is wrong usage', async () => {
	const { status, output, errors } = await runCommand(['compare', '220', '299']);
	assert.deepEqual([status, output], [2, '']);
	assert.match(errors, /only codes that are known can be compared/);
});

test('the first line of a batch tells how lines end', async () => {
	const valid = async (...input: readonly string[]) =>
		(await explain(['--batch'], input)).map((explanation) => explanation.valid);
	assert.deepEqual(await valid('250 Ok\r\n550 No\r\n'), [true, true]);
	assert.deepEqual(await valid('250 Ok\n550 No\r\n'), [true, false]);
});

test('markdown is for a page', async () => {
	const { output } = await runCommand(['compare', '--format', 'markdown', '220', '235']);
	assert.match(output, /^# 220/);
});

const forPeople: readonly (readonly string[])[] = [
	['explain', '220'],
	['explain', '5.1.1'],
	['explain', '550-5.7.26 This mail has been blocked because the sender is unauthenticated.'],
	['explain', 'a \u001b[31mred\u202e text'],
	['explain', '--lang', 'en', '235'],
	['compare', '220', '235'],
	['compare', '--lang', 'en', '220', '235'],
	['compare', '450', '5.1.1'],
	['explain', '--lang', 'id', '235'],
	['explain', '--lang', 'id', '550 5.7.1 Relay access denied'],
	['compare', '--lang', 'id', '220', '235'],
];

for (const args of forPeople) {
	test(`${JSON.stringify(args)} reads well on a terminal of 80 columns`, async () => {
		const { status, output, errors } = await runCommand(args, { columns: 80 });
		assert.deepEqual([status, errors], [0, '']);
		assert.doesNotMatch(output, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
		assert.doesNotMatch(output, /[*`]|^#|\]\(|&\w+;|undefined|[^\S\n]\n/m);
		assert.deepEqual(
			output.split('\n').filter((line) => line.length > 80 && !line.includes('://')),
			[],
		);
	});
}

const spoken: readonly (readonly [
	options: readonly string[],
	environment: Readonly<Record<string, string>>,
	title: string,
])[] = [
	[[], {}, 'Authentication successful'],
	[['--lang', 'en'], { LANG: 'id_ID.UTF-8' }, 'Authentication successful'],
	[['--lang', 'id'], { LANG: 'en_GB.UTF-8' }, 'Autentikasi berhasil'],
	[[], { LANG: 'id_ID.UTF-8' }, 'Autentikasi berhasil'],
	[[], { LANG: 'id' }, 'Autentikasi berhasil'],
	[[], { LC_MESSAGES: 'id_ID', LANG: 'en_GB' }, 'Autentikasi berhasil'],
	[[], { LC_ALL: 'C', LC_MESSAGES: 'id_ID', LANG: 'id_ID' }, 'Authentication successful'],
	[[], { LC_ALL: '', LANG: 'id_ID@latin' }, 'Autentikasi berhasil'],
	[[], { LANG: 'de_DE.UTF-8' }, 'Authentication successful'],
	[[], { LANG: 'identity' }, 'Authentication successful'],
];

for (const [options, environment, title] of spoken) {
	test(`the language of ${JSON.stringify([options, environment])}`, async () => {
		const explained = await runCommand(['explain', ...options, '235'], { environment });
		assert.equal((JSON.parse(explained.output) as { title: string }).title, title);
		const compared = await runCommand(['compare', ...options, '235', '235'], { environment });
		assert.ok(compared.output.includes(title));
	});
}
