// Builds the extension and opens it in VS Code: the one on this machine (`code`), or a workbench in the browser.
//   npm start                        on samples/
//   npm start -- FILE                on that log (or folder)
//   npm start -- --browser [FILE]    in the browser although there is a `code`
//   npm start -- --port=8910         the browser's workbench on that port of 127.0.0.1 (for an SSH tunnel)
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findProgram } from './browser.mjs';
import { isEnding, run, start } from './processes.mjs';
import { root, vsix } from './project.mjs';
import { cacheFolder, quietSettings, startWorkbench } from './workbench.mjs';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { browser: { type: 'boolean' }, port: { type: 'string', default: '0' } },
});
const { folder, file } = whatToOpen(positionals[0]);
const packaged = await run(process.execPath, [join(root, 'scripts/package.mjs')], { cwd: root });
if (packaged !== 0) {
	process.exit(packaged);
}
const code = values.browser ? undefined : findCode();
if (code) {
	await openInCode();
} else {
	await openInBrowser();
}

/** The folder and file to show. A relative path is the user's, who may stand in another folder than npm puts us in. */
function whatToOpen(argument) {
	if (argument === undefined) {
		const samples = join(root, 'samples');
		return { folder: samples, file: join(samples, 'postfix.log') };
	}
	const path = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
	if (!existsSync(path)) {
		console.error(`There is no ${path}`);
		process.exit(2);
	}
	return statSync(path).isDirectory() ? { folder: path } : { folder: dirname(path), file: path };
}

/** `code`, where it can show a window: with a display, or from a terminal of VS Code itself. */
function findCode() {
	const screen =
		process.platform !== 'linux' ||
		process.env.DISPLAY ||
		process.env.WAYLAND_DISPLAY ||
		process.env.VSCODE_IPC_HOOK_CLI;
	return screen ? findProgram('code') : undefined;
}

/** With extensions and settings of its own, so that the user's set-up stays as it is. */
async function openInCode() {
	const profile = join(cacheFolder, 'code');
	const settings = join(profile, 'data/User/settings.json');
	if (!existsSync(settings)) {
		mkdirSync(dirname(settings), { recursive: true });
		writeFileSync(settings, JSON.stringify(quietSettings, undefined, '\t'));
	}
	const own = ['--extensions-dir', join(profile, 'extensions'), '--user-data-dir', join(profile, 'data')];
	const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	const ask = (...args) =>
		process.platform === 'win32'
			? run(
					`"${code}"`,
					[...own, ...args].map((argument) => `"${argument}"`),
					{ shell: true },
				)
			: run(code, [...own, ...asRoot, ...args]);
	const installed = await ask('--install-extension', vsix, '--force');
	const opened = installed === 0 ? await ask(folder, ...(file ? [file] : [])) : installed;
	if (opened !== 0) {
		console.error(`${code} failed. In the browser instead: npm start -- --browser`);
	}
	process.exitCode = opened;
}

async function openInBrowser() {
	const workbench = await startWorkbench({
		vsix,
		port: Number(values.port),
		profile: join(cacheFolder, 'profile'),
	});
	const address = workbench.url(folder, file);
	console.log(
		`\nMail Log Lens is open on ${file ?? folder} in VS Code, here:\n\n  ${address}\n\nCtrl+C ends it.`,
	);
	openAddress(address);
	const status = await workbench.exited;
	if (!isEnding()) {
		console.error(`The workbench ended by itself, with status ${status}.`);
		process.exitCode = status || 1;
	}
}

/** In the user's browser, if there is a screen to show it on; the printed address is there anyway. */
function openAddress(address) {
	const openers = { darwin: ['open', [address]], win32: ['cmd.exe', ['/d', '/c', 'start', '""', address]] };
	const opener =
		openers[process.platform] ??
		((process.env.DISPLAY || process.env.WAYLAND_DISPLAY) &&
			findProgram('xdg-open') && ['xdg-open', [address]]);
	if (opener) {
		start(opener[0], opener[1], { stdio: 'ignore' });
	}
}
