// Bundles everything that runs: the extension, its language client, the server and the command line.
//   node esbuild.mjs            once, minified, into dist/
//   node esbuild.mjs --watch    with source maps, again on every change
//   node esbuild.mjs --tests    the unit tests, into out/test/
import { build, context } from 'esbuild';
import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { assembly } from './scripts/assembly.mjs';
import { knowledgeBundles } from './scripts/knowledge.mjs';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');

const common = {
	bundle: true,
	platform: 'node',
	target: 'node20',
	format: 'cjs',
	logLevel: 'warning',
	plugins: [assembly],
	sourcemap: watch || tests ? 'linked' : false,
	minify: !watch && !tests,
};

/** Started in VS Code's extension host: small, and loads the language client only when a mail log is there. */
const extension = {
	...common,
	entryPoints: { extension: 'client/src/extension.ts', languageClient: 'client/src/languageClient.ts' },
	outdir: 'dist',
	external: ['vscode', './languageClient'],
	// Kept as a require of its own bundle, made when it is needed: Node would not find an import without its extension.
	supported: { 'dynamic-import': false },
};

/** What runs inside the webviews: a page without Node and without VS Code's API. */
const panel = {
	...common,
	platform: 'browser',
	format: 'iife',
	target: 'es2022',
	entryPoints: [
		{ in: 'client/src/panel/main.ts', out: 'panel' },
		{ in: 'client/src/panel/panel.css', out: 'panel' },
		{ in: 'client/src/panel/report/main.ts', out: 'report' },
		{ in: 'client/src/panel/report/report.css', out: 'report' },
	],
	outdir: 'dist',
};

const server = {
	...common,
	entryPoints: { server: 'server/src/main.ts' },
	outdir: 'dist',
	external: ['./data/*'],
};

const commandLine = {
	...common,
	entryPoints: { cli: 'server/src/cli/main.ts' },
	outdir: 'dist',
	external: ['./data/*'],
	banner: { js: '#!/usr/bin/env node' },
};

const bundles = tests
	? [unitTests()]
	: [extension, panel, server, commandLine, ...knowledgeBundles(common, !watch)];

if (watch) {
	for (const bundle of bundles) {
		await (await context(bundle)).watch();
	}
	console.log('watching');
} else {
	rmSync(tests ? 'out/test' : 'dist', { recursive: true, force: true });
	await Promise.all(bundles.map((bundle) => build(bundle)));
	if (!tests) {
		chmodSync('dist/cli.js', 0o755);
	}
}

/** One bundle per test file, flat, so that `node --test out/test/*.cjs` finds them on every Node. */
function unitTests() {
	const files = ['server/test', 'client/test', 'test/unit'].flatMap((folder) => testFiles(folder));
	const name = (file) => file.replace(/\.ts$/, '').replaceAll('/', '.');
	return {
		...common,
		// The sources lie beside: a copy of them in every map would be most of what is written.
		sourcesContent: false,
		entryPoints: Object.fromEntries(files.map((file) => [name(file), file])),
		outdir: 'out/test',
		outExtension: { '.js': '.cjs' },
		external: ['vscode', 'typescript', 'fast-check'],
	};
}

function testFiles(folder) {
	try {
		return readdirSync(folder, { recursive: true })
			.filter((file) => file.endsWith('.test.ts'))
			.map((file) => `${folder}/${file}`);
	} catch {
		return [];
	}
}
