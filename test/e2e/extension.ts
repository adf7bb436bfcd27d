// The extension as it is installed in the workbench, and its language server as a process of this machine.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { environment } from './workbench';

/** The folder into which VS Code unpacked the package. */
export function extensionFolder(): string {
	const folder = environment('WORKBENCH_EXTENSIONS');
	const name = readdirSync(folder).find((entry) => entry.startsWith('mail-log-lens.mail-log-lens-'));
	return join(folder, name ?? assert.fail(`Mail Log Lens is not installed in ${folder}`));
}

/** The process ids of the language servers that run from that folder. */
export function languageServers(): number[] {
	return processes()
		.filter(({ command }) => command.includes(program()))
		.map(({ pid }) => pid);
}

/** Takes the language server's program out of the installation, until it is put back. */
export function putServerAway(): void {
	renameSync(program(), `${program()}.away`);
}

export function putServerBack(): void {
	renameSync(`${program()}.away`, program());
}

function program(): string {
	return join(extensionFolder(), 'dist', 'server.js');
}

function processes(): { pid: number; command: string }[] {
	if (!existsSync('/proc/self/cmdline')) {
		return execFileSync('ps', ['-axo', 'pid=,args='], { encoding: 'utf8' })
			.split('\n')
			.map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
	}
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((name) => ({ pid: Number(name), command: commandLine(name) }));
}

/** What a process was started with, or '' if it has ended meanwhile. */
function commandLine(pid: string): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return '';
	}
}
