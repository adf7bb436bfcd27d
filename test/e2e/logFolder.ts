// A folder of logs for one test file: copies, so that a test may edit them.
import assert from 'node:assert/strict';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export class LogFolder {
	/** Its absolute path. */
	readonly path: string;

	readonly #parent = mkdtempSync(join(tmpdir(), 'mail-log-lens-'));

	/** @param name what VS Code shows as its name */
	constructor(name = 'logs') {
		this.path = join(this.#parent, name);
		mkdirSync(this.path);
	}

	/** With the files of samples/ that a user opens. */
	static ofSamples(): LogFolder {
		const folder = new LogFolder();
		for (const entry of readdirSync('samples', { withFileTypes: true })) {
			if (entry.isFile()) {
				cpSync(join('samples', entry.name), folder.file(entry.name));
			}
		}
		return folder;
	}

	/** The absolute path of a file in it. */
	file(name: string): string {
		return join(this.path, name);
	}

	/** Writes a file; returns its absolute path. */
	add(name: string, text: string): string {
		mkdirSync(dirname(this.file(name)), { recursive: true });
		writeFileSync(this.file(name), text);
		return this.file(name);
	}

	/** Writes the settings that VS Code has for this folder, in place of those it had. */
	setSettings(settings: Readonly<Record<string, unknown>>): void {
		this.add('.vscode/settings.json', JSON.stringify(settings, undefined, '\t'));
	}

	has(name: string): boolean {
		return existsSync(this.file(name));
	}

	text(name: string): string {
		return readFileSync(this.file(name), 'utf8');
	}

	lines(name: string): string[] {
		return this.text(name).split(/\r?\n/);
	}

	/** The number (from 1) of the first line that fits. */
	lineOf(name: string, pattern: RegExp): number {
		const index = this.lines(name).findIndex((line) => pattern.test(line));
		assert.ok(index >= 0, `${name} has no line like ${pattern}`);
		return index + 1;
	}

	remove(): void {
		rmSync(this.#parent, { recursive: true, force: true });
	}
}
