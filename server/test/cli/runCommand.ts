import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import { Output } from '../../src/cli/output';
import { run } from '../../src/cli/run';

export interface Result {
	readonly status: number;
	readonly output: string;
	readonly errors: string;
}

interface Surroundings {
	readonly input?: readonly (string | Uint8Array)[];
	readonly columns?: number;
	readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a command in this process, as on a pipe, or as on a terminal of so many columns. */
export async function runCommand(
	args: readonly string[],
	{ input = [], columns, environment = {} }: Surroundings = {},
): Promise<Result> {
	const output = new Collector();
	const errors = new Collector();
	const status = await run(args, {
		input: Readable.from(input.map((chunk) => Buffer.from(chunk))),
		output: new Output(output, columns),
		errors: new Output(errors),
		environment,
	});
	return { status, output: output.text, errors: errors.text };
}

class Collector extends Writable {
	readonly #chunks: Buffer[] = [];

	override _write(chunk: Buffer, _encoding: string, done: () => void): void {
		this.#chunks.push(chunk);
		done();
	}

	get text(): string {
		return Buffer.concat(this.#chunks).toString();
	}
}

/** A folder of this test file's own. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-'));
	after(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** The command line bundled as in dist/, for what only a process of its own shows. */
export async function bundledProgram(): Promise<string> {
	const outfile = join(temporaryFolder(), 'cli.js');
	// Not imported: the bundle of this test must not hold the bundler.
	const { build } = createRequire(join(process.cwd(), 'package.json'))('esbuild') as {
		build(options: BuildOptions): Promise<unknown>;
	};
	const { assembly } = (await import(pathToFileURL('scripts/assembly.mjs').href)) as { assembly: Plugin };
	await build({
		entryPoints: ['server/src/cli/main.ts'],
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		logLevel: 'warning',
		plugins: [assembly],
		outfile,
	});
	return outfile;
}

/** Runs a program. Its reader may go away after so many octets, as `head` does; its input may stay open, as an editor's does. */
export function runProgram(
	program: string,
	args: readonly string[],
	{
		input = Buffer.alloc(0),
		readAtMost = Infinity,
		leaveOpen = false,
	}: { input?: Uint8Array; readAtMost?: number; leaveOpen?: boolean } = {},
): Promise<Result & { signal: NodeJS.Signals | null }> {
	const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
	const output: Buffer[] = [];
	const errors: Buffer[] = [];
	let octets = 0;
	child.stdout.on('data', (chunk: Buffer) => {
		output.push(chunk);
		octets += chunk.length;
		if (octets >= readAtMost) {
			child.stdout.destroy();
		}
	});
	child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
	// A program that does not read its standard input to the end is right to do so.
	child.stdin.on('error', () => {});
	child.stdin.write(input);
	if (!leaveOpen) {
		child.stdin.end();
	}
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status, signal) =>
			resolve({
				status: status ?? -1,
				signal,
				output: Buffer.concat(output).toString(),
				errors: Buffer.concat(errors).toString(),
			}),
		);
	});
}
