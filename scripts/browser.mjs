// The browser of the end-to-end tests: the system's Chromium, never a download of our own.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';

const PROGRAMS = [
	'chromium-headless-shell',
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'chrome',
];

/** Without a font with box-drawing characters and arrows, log lines and decorations would be drawn as empty boxes. */
const PACKAGES = ['chromium-headless-shell', 'fonts-dejavu-core', 'fonts-liberation'];

const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf';

/**
 * The path of a Chromium; CHROMIUM in the environment names one that is not on the PATH.
 * A missing one is installed where that is possible without asking (root on Debian or Ubuntu); otherwise the error says what to do.
 */
export async function getBrowser() {
	const browser = process.env.CHROMIUM ?? findProgram(...PROGRAMS);
	if (browser && (existsSync(FONT) || process.platform !== 'linux' || !canInstall())) {
		return browser;
	}
	const command = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
	if (!canInstall()) {
		throw new Error(
			'The end-to-end tests need Chromium, and there is none here.\n' +
				`On Debian or Ubuntu:  sudo ${command}\n` +
				'Elsewhere: install Chromium or Google Chrome, and name it in the environment variable CHROMIUM if it is not on the PATH.',
		);
	}
	console.log(`Installing what the end-to-end tests need: ${command}`);
	const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = () => run('apt-get', command.split(' ').slice(1), { env: environment });
	// The package lists of a fresh image are empty or old; they are fetched only if the first try fails.
	if ((await install()) !== 0) {
		await run('apt-get', ['update'], { env: environment });
		if ((await install()) !== 0) {
			throw new Error(`This failed, and the end-to-end tests need it: ${command}`);
		}
	}
	const installed = browser ?? findProgram(...PROGRAMS);
	if (!installed) {
		throw new Error(`${PACKAGES[0]} is installed, but none of ${PROGRAMS.join(', ')} is on the PATH.`);
	}
	return installed;
}

function canInstall() {
	return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

/** The full path of the first of these programs that is on the PATH. */
export function findProgram(...names) {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
	return names
		.flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
		.find(isExecutable);
}

function isExecutable(path) {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
