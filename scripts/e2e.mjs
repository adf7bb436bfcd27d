// The end-to-end suite: installs mail-log-lens.vsix in a VS Code workbench and runs test/e2e/*.test.ts against it in Chromium.
//   node scripts/e2e.mjs [NAME...]      only the test files with these names
//   node scripts/e2e.mjs --pictures     and takes the pictures of README and walkthrough into images/
//   VSIX=FILE, PICTURES=FOLDER          another package; another place for the pictures
import { build } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { getBrowser } from './browser.mjs';
import { run } from './processes.mjs';
import { root, vsix as ownPackage } from './project.mjs';
import { startWorkbench } from './workbench.mjs';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { pictures: { type: 'boolean', default: false } },
});

/** So many files are run once more when something failed in them; where more fail, it is no accident. */
const mostAgain = 2;

const vsix = resolve(process.env.VSIX ?? ownPackage);
if (!existsSync(vsix)) {
	console.error(`There is no ${vsix}: npm run package makes it.`);
	process.exit(1);
}
const sources = join(root, 'test/e2e');
const bundles = join(root, 'out/e2e');
const screenshots = join(root, 'out/screenshots');
if (!positionals.length) {
	rmSync(screenshots, { recursive: true, force: true });
}
const files = await bundleTests();
const browser = await getBrowser();
const workbench = await startWorkbench({ vsix, settings: testSettings(), languagePack: true });
try {
	const failed = await failedOf(files);
	// A real browser loses a key now and then that is pressed while the focus moves: what fails twice is wrong.
	if (failed.length > 0 && failed.length <= mostAgain) {
		console.log(
			`\nOnce more, in a new window: ${failed.map((file) => basename(file, '.test.cjs')).join(', ')}`,
		);
		process.exitCode = (await failedOf(failed)).length > 0 ? 1 : 0;
	} else {
		process.exitCode = failed.length > 0 ? 1 : 0;
	}
} finally {
	await workbench.stop();
}

/** Runs test files one after the other; gives those in which something failed. */
async function failedOf(testFiles) {
	const failed = [];
	for (const file of testFiles) {
		if ((await runFile(file)) !== 0) {
			failed.push(file);
		}
	}
	return failed;
}

async function runFile(file) {
	return await run(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', file], {
		cwd: root,
		env: {
			...process.env,
			CHROMIUM: browser,
			WORKBENCH_ADDRESS: workbench.url(root),
			WORKBENCH_EXTENSIONS: workbench.extensionsFolder,
			SCREENSHOTS: screenshots,
			...(values.pictures && { PICTURES: resolve(process.env.PICTURES ?? join(root, 'images')) }),
		},
	});
}

/** One bundle per test file; resolves to their paths. A name that matches no file is an error, not an empty and green run. */
async function bundleTests() {
	const names = readdirSync(sources).filter(
		(name) => name.endsWith('.test.ts') && (!positionals.length || positionals.includes(name.split('.')[0])),
	);
	if (!names.length) {
		console.error(`There is no such test in ${sources}.`);
		process.exit(1);
	}
	rmSync(bundles, { recursive: true, force: true });
	await build({
		entryPoints: names.map((name) => join(sources, name)),
		outdir: bundles,
		outExtension: { '.js': '.cjs' },
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		packages: 'external',
		sourcemap: 'linked',
		logLevel: 'warning',
	});
	return names.map((name) => join(bundles, name.replace(/\.ts$/, '.cjs')));
}

/** What makes a person's view the same on every machine. */
function testSettings() {
	return {
		'editor.fontFamily': "'DejaVu Sans Mono', 'Liberation Mono', monospace",
		'editor.minimap.enabled': false,
		'window.titleBarStyle': 'custom',
		'workbench.colorTheme': 'Default Dark Modern',
		'workbench.reduceMotion': 'on',
	};
}
