import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';

/** A room and what its files may import: other rooms of the same table, by name, and packages. */
interface Room {
	readonly folder: string;
	readonly mayImport: readonly string[];
	readonly packages: readonly string[];
}

/** Who may know whom. The first room whose folder a file is in is its room. */
const rooms: readonly Room[] = [
	{ folder: 'server/src/core', mayImport: [], packages: [] },
	{ folder: 'server/src/knowledge', mayImport: ['server/src/core'], packages: [] },
	{ folder: 'server/src/checks', mayImport: ['server/src/core', 'server/src/knowledge'], packages: [] },
	{
		folder: 'server/src/features',
		mayImport: [
			'server/src/core',
			'server/src/knowledge',
			'server/src/checks',
			'server/src/redaction',
			'server/src/pictures',
			'server/src/tracing',
			'server/src/report',
			'server/src/protocol.ts',
			'server/src/settings.ts',
		],
		packages: ['vscode-languageserver-types'],
	},
	{ folder: 'server/src/redaction', mayImport: ['server/src/core'], packages: [] },
	{ folder: 'server/src/report', mayImport: ['server/src/core', 'server/src/knowledge'], packages: [] },
	{ folder: 'server/src/pictures', mayImport: ['server/src/protocol.ts'], packages: ['d3-scale'] },
	{ folder: 'server/src/tracing', mayImport: ['server/src/core'], packages: [] },
	{ folder: 'server/src/files', mayImport: ['server/src/core'], packages: ['node:*'] },
	{
		folder: 'server/src/cli',
		mayImport: [
			'server/src/core',
			'server/src/knowledge',
			'server/src/checks',
			'server/src/features/diagnostics.ts',
			'server/src/redaction',
			'server/src/report',
			'server/src/tracing',
			'server/src/files',
			'server/src/settings.ts',
			'server/src/server.ts',
			'package.json',
		],
		packages: ['node:*', 'sarif', 'vscode-languageserver/node'],
	},
	{
		folder: 'server/src',
		mayImport: ['server/src'],
		packages: [
			'vscode-languageserver',
			'vscode-languageserver/node',
			'vscode-languageserver-protocol',
			'vscode-languageserver-types',
			'node:path',
			'node:timers/promises',
			'node:url',
		],
	},
	{
		folder: 'client/src/panel',
		mayImport: ['server/src/protocol.ts', 'server/src/pictures', 'server/src/features/duration.ts'],
		packages: ['d3-axis', 'd3-scale', 'd3-selection', 'uplot'],
	},
	{
		folder: 'client/src',
		mayImport: [
			'server/src/protocol.ts',
			'server/src/knowledge/markdown.ts',
			'client/src/panel/messages.ts',
			'client/src/panel/readMessages.ts',
			'client/src/panel/ready.ts',
			'client/src/panel/sessionFilter.ts',
			'client/src/panel/words.ts',
			'client/src/panel/report/messages.ts',
			'client/src/panel/report/readMessages.ts',
			'client/src/panel/report/words.ts',
		],
		packages: ['vscode', 'vscode-languageclient/node', 'vscode-languageserver-types', 'node:path'],
	},
];

test('every file imports only what its room may know', () => {
	const wrong = sources('server/src')
		.concat(sources('client/src'))
		.flatMap((file) =>
			importsOf(file)
				.filter((target) => !isAllowed(file, target))
				.map((target) => `${file} → ${target}`),
		);
	assert.deepEqual(wrong, []);
});

test('features do not know each other', () => {
	const features = sources('server/src/features').filter((file) => !file.includes('/shared/'));
	const wrong = features.flatMap((file) =>
		importsOf(file)
			.filter((target) => target.startsWith('server/src/features/') && isFeature(target))
			.map((target) => `${file} → ${target}`),
	);
	assert.deepEqual(wrong, []);
});

test('core has no clock, no locale, no chance', () => {
	const forbidden = /Date\.now|new Date\(\)|Math\.random|performance\.|toLocale|Intl\.|process\.|globalThis/;
	const wrong = sources('server/src/core').filter((file) => forbidden.test(readFileSync(file, 'utf8')));
	assert.deepEqual(wrong, []);
});

/** Who answers the editor, in `server/src/`. */
const handlers = [
	'server',
	'findings',
	'sessions',
	'comparing',
	'navigation',
	'exports',
	'annotations',
	'reporting',
];

test('only server.ts and its starters know the connection', () => {
	const wrong = sources('server/src')
		.filter((file) => /from 'vscode-languageserver(?:\/node)?'/.test(readFileSync(file, 'utf8')))
		.filter((file) => !starters.includes(file));
	assert.deepEqual(wrong, []);
});

/** `server.ts`, the handlers that stand beside it, how they answer, and who makes the connection. */
const starters: readonly string[] = [...handlers, 'answer', 'progress', 'tell', 'main', 'cli/lsp'].map(
	(name) => `server/src/${name}.ts`,
);

/** A feature's own file, named as the function that `server.ts` calls. */
function isFeature(file: string): boolean {
	const name = file.split('/').pop()?.replace('.ts', '') ?? '';
	return handlers.some((handler) =>
		readFileSync(`server/src/${handler}.ts`, 'utf8').includes(`./features/${name}'`),
	);
}

function isAllowed(file: string, target: string): boolean {
	const room = rooms.find(({ folder }) => file.startsWith(`${folder}/`));
	if (!room || target.startsWith(`${room.folder}/`)) {
		return room !== undefined;
	}
	if (target.includes('/') && !target.startsWith('node:') && /\.(?:ts|json)$/.test(target)) {
		return room.mayImport.some((allowed) => target === allowed || target.startsWith(`${allowed}/`));
	}
	return target === 'package.json'
		? room.mayImport.includes(target)
		: room.packages.some((allowed) =>
				allowed.endsWith('*') ? target.startsWith(allowed.slice(0, -1)) : target === allowed,
			);
}

function sources(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file).replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
}

/** What a file imports: files of the project by their path, packages by their name. */
function importsOf(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const specifiers = [
		...text.matchAll(/(?:from|import|import\(|require\()\s*'([\w@./-]+(?::[\w/]+)?)'/g),
	].map((match) => match[1] ?? '');
	return specifiers.map((specifier) => {
		if (!specifier.startsWith('.')) {
			return specifier;
		}
		const path = relative('.', normalize(join(dirname(file), specifier))).replaceAll('\\', '/');
		return path.endsWith('.json') ? path : `${path}.ts`;
	});
}
