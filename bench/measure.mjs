// What a program takes: time by our clock, processor and memory by GNU time or, without it, by the Node.js program itself.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../scripts/project.mjs';

const gnuTime = '/usr/bin/time';

/** Who tells processor time and memory. */
export const usageSource = existsSync(gnuTime)
	? `${gnuTime} (GNU time)`
	: 'process.resourceUsage() of our own programs; for the others, apt-get install time';

const largestOutput = 1 << 30;

/**
 * Runs a program to its end.
 * @returns `{ wall, cpu, peak, output }`: milliseconds, milliseconds, octets (`undefined` where nobody tells), standard output.
 * @throws where it fails.
 */
export function measure([command, ...args]) {
	const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-bench-'));
	try {
		const usage = join(folder, 'usage');
		const [program, ...rest] = watched(command, args, usage);
		const begin = performance.now();
		const { status, error, stdout, stderr } = spawnSync(program, rest, {
			env: { ...process.env, LC_ALL: 'C', HOME: folder, BENCH_USAGE: usage },
			stdio: ['ignore', 'pipe', 'pipe'],
			maxBuffer: largestOutput,
		});
		const wall = performance.now() - begin;
		if (status !== 0) {
			throw new Error(error?.message || complaint(stderr.toString()) || `exit status ${status}`);
		}
		const [user, system, peak] = existsSync(usage) ? readFileSync(usage, 'utf8').split(' ').map(Number) : [];
		return { wall, cpu: (user + system) * 1000, peak: peak * 1024, output: stdout.toString() };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** What a program says of its failure: the line that says so, or its last one, as far as it fits. */
function complaint(text) {
	const lines = text.trim().split('\n');
	return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1)).slice(0, 80);
}

function watched(command, args, usage) {
	if (existsSync(gnuTime)) {
		return [gnuTime, '-f', '%U %S %M', '-o', usage, command, ...args];
	}
	return command === process.execPath
		? [command, '-r', join(root, 'bench/usage.cjs'), ...args]
		: [command, ...args];
}

/** What starting any program costs here at least, in milliseconds. */
function launchTime() {
	return Math.min(...Array.from({ length: 20 }, () => measure(['true']).wall));
}

/**
 * Runs programs in turn, so that what disturbs the machine disturbs all of them, up to `rounds` times; one that has taken more than
 * `patience` milliseconds in all is not run again.
 * @param programs A list of `{ title, command }`.
 * @returns For each `{ ...program, runs }`, or with the `error` that stopped it; `runs` as `measure` gives them, and in each the
 *   time of the first program in the same round as `base`.
 */
export function inTurn(programs, { rounds, patience }) {
	const launch = launchTime();
	const results = programs.map((program) => ({ ...program, runs: [] }));
	for (let round = 0; round < rounds; round++) {
		const [first, ...others] = results;
		// As short as a hiccup of the machine: the middle one of three.
		const [, base] = Array.from({ length: 3 }, () => runOf(first, launch)).sort((a, b) => a.wall - b.wall);
		first.runs.push({ ...base, base: base.wall });
		for (const result of others.filter((other) => isWanted(other, patience))) {
			try {
				result.runs.push({ ...runOf(result, launch), base: base.wall });
			} catch (error) {
				result.error = error.message;
			}
		}
	}
	return results;
}

function isWanted({ runs, error }, patience) {
	return !error && runs.reduce((sum, { wall }) => sum + wall, 0) <= patience;
}

/** Starting a process is nobody's work, and as long as a small `wc -l`: it is taken off. */
function runOf({ command }, launch) {
	const run = measure(command);
	return { ...run, wall: Math.max(0.1, run.wall - launch) };
}
