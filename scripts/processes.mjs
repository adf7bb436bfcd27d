// Child processes that never outlive the script that started them.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const owned = new Set();
const windows = process.platform === 'win32';

/** How long a process may take to end after SIGTERM before it gets SIGKILL, in ms. */
const PATIENCE = 5000;

/**
 * Starts a program in a process group of its own, which ends with this script: at its normal end, by an exception, or by a signal.
 * `options` are those of `child_process.spawn`; standard input is closed unless they say otherwise.
 */
export function start(command, args, options = {}) {
	const child = spawn(command, args, {
		stdio: ['ignore', 'inherit', 'inherit'],
		detached: !windows,
		windowsHide: true,
		...options,
	});
	owned.add(child);
	child.once('exit', () => owned.delete(child));
	child.once('error', () => owned.delete(child));
	return child;
}

/** Runs a program to its end, its output on ours; resolves to its exit status (128 and more for a signal, 127 if it cannot be started). */
export async function run(command, args, options) {
	return await new Promise((resolve) => {
		const child = start(command, args, options);
		child.once('error', (error) => {
			console.error(`${command}: ${error.message}`);
			resolve(127);
		});
		child.once('close', (status, signal) => resolve(status ?? 128 + (constants.signals[signal] ?? 0)));
	});
}

/** Runs a program to its end; resolves to its standard output, and rejects with all it printed when it fails. */
export async function capture(command, args, options) {
	return await new Promise((resolve, reject) => {
		const child = start(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
		const output = [];
		const everything = [];
		child.stdout.on('data', (chunk) => (output.push(chunk), everything.push(chunk)));
		child.stderr.on('data', (chunk) => everything.push(chunk));
		child.once('error', reject);
		child.once('close', (status, signal) => {
			if (status === 0) {
				resolve(Buffer.concat(output).toString());
			} else {
				const what = [command, ...args].join(' ');
				reject(new Error(`${what} failed (${signal ?? status}):\n${Buffer.concat(everything)}`));
			}
		});
	});
}

/** Command and leading arguments of the npm that runs this script, or of the one on the PATH. */
export function npm() {
	const script = process.env.npm_execpath;
	if (script && /npm-cli\.c?js$/.test(script)) {
		return [process.execPath, script];
	}
	return windows ? ['cmd.exe', '/d', '/s', '/c', 'npm'] : ['npm'];
}

/** Ends a process with everything in its group; resolves when it is gone. */
export async function stop(child) {
	if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
		return;
	}
	const gone = new Promise((resolve) => child.once('exit', resolve));
	signalGroup(child, 'SIGTERM');
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE);
	await gone;
	clearTimeout(timer);
	signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
	try {
		if (windows) {
			child.kill(signal);
		} else {
			process.kill(-child.pid, signal);
		}
	} catch (error) {
		// ESRCH: the whole group is gone already, which is what we want.
		if (error.code !== 'ESRCH') {
			throw error;
		}
	}
}

process.on('exit', () => {
	for (const child of owned) {
		signalGroup(child, 'SIGKILL');
	}
});

let ending = false;

/** Whether a signal is ending this script, and with it all it has started. */
export function isEnding() {
	return ending;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.once(signal, async () => {
		ending = true;
		await Promise.all([...owned].map(stop));
		process.exit(128 + constants.signals[signal]);
	});
}
