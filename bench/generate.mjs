// Writes a large log: the sessions and mails of a sample again and again, many at a time, each run with names of its own.
//   node bench/generate.mjs KIND OUT SIZE [--ids long|short] [--interleave 50] [--seed 1]
// KIND is postfix or exim, SIZE octets (also 100MB, 1GB); the same arguments give the same log. It ends with whole stories, so it
// is a little longer than SIZE. Prints what is in it, as JSON.
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../scripts/project.mjs';
import { chance, makeNames, makeProcesses } from './names.mjs';
import { readStories } from './stories.mjs';
import { octetsIn } from './units.mjs';

export const samples = {
	postfix: join(root, 'samples/postfix.log'),
	exim: join(root, 'samples/exim-mainlog'),
};

/** When the first line was written. The log's clock is UTC. */
const beginning = Date.UTC(2026, 2, 2) / 1000;

/** Between two lines of a story that have the same second in the sample, in seconds. */
const betweenLines = 0.02;

/** So much is written at once, in octets. */
const pieceSize = 1 << 20;

const singlePrograms = /\/qmgr$|^postgrey$|^listener$/;

/**
 * Writes a log to `out`.
 * @param ids `long` or `short` queue ids, see names.mjs.
 * @param interleave How many stories go on at the same time.
 * @returns What a reader must find: `octets`, `lines`, `messages`, and `runs`, how often each story of the sample was told.
 */
export function generate({ kind, out, size, ids = 'long', interleave = 50, seed = 1 }) {
	const below = chance(seed);
	const stories = readStories(kind, samples[kind]).map((story) => ({
		...story,
		/** The variables whose mail leaves the queue. */
		removed: new Set(story.lines.flatMap(({ parts }) => (parts.at(-1) === ': removed' ? [parts[1]] : []))),
	}));
	const names = makeNames({ kind, form: ids, below });
	const processes = makeProcesses({ kind, isSingle: (program) => singlePrograms.test(program), below });
	const stampOf = kind === 'postfix' ? syslogTime : eximTime;
	const headOf = kind === 'postfix' ? syslogHead : eximHead;
	let second = -1;
	let stamp = '';
	const counts = { octets: 0, lines: 0, messages: 0, runs: stories.map(() => 0) };
	const lanes = Array.from({ length: interleave }, () => begin(beginning + below(3000) / 1000));
	/** The next line's moment, by lane. A list of its own: it is walked for every line. */
	const moments = Float64Array.from(lanes, ({ moments: [first] }) => first);
	const file = openSync(out, 'w');
	let piece = '';
	try {
		for (let lane = earliest(moments); lane >= 0; lane = earliest(moments)) {
			const run = lanes[lane];
			piece += lineOf(run, moments[lane]);
			counts.lines++;
			if (piece.length >= pieceSize) {
				flush();
			}
			run.next++;
			if (run.next < run.moments.length) {
				moments[lane] = run.moments[run.next];
			} else {
				end(run);
				const isEnough = counts.octets + piece.length >= size;
				lanes[lane] = isEnough ? undefined : begin(moments[lane] + below(1000) / 1000);
				moments[lane] = lanes[lane]?.moments[0] ?? Infinity;
			}
		}
		flush();
	} finally {
		closeSync(file);
	}
	return counts;

	/** A story from its beginning: when each of its lines comes, who writes it, and what its variables are this time. */
	function begin(start) {
		const index = below(stories.length);
		const story = stories[index];
		const pace = 0.5 + below(1500) / 1000;
		const moments = story.lines.map(({ after }, line) => start + after * pace + line * betweenLines);
		const taken = story.processes.map((program) => processes.take(program));
		const values = story.variables.map(({ type, text, line, process }) =>
			names.make[type](text, moments[line], taken[process].pid),
		);
		counts.runs[index]++;
		counts.messages += story.messages;
		return { story, moments, taken, heads: taken.map(headOf), values, next: 0 };
	}

	function lineOf({ story, heads, values, next }, moment) {
		if (Math.floor(moment) !== second) {
			second = Math.floor(moment);
			stamp = stampOf(new Date(second * 1000));
		}
		const { process, parts } = story.lines[next];
		let line = stamp + heads[process] + parts[0];
		for (let at = 1; at < parts.length; at += 2) {
			line += values[parts[at]] + parts[at + 1];
		}
		return line + '\n';
	}

	function end({ story, taken, values }) {
		taken.forEach((process) => processes.free(process));
		for (const [at, { type }] of story.variables.entries()) {
			if (type === 'id' && story.removed.has(at)) {
				names.giveBack(values[at]);
			}
		}
	}

	function flush() {
		const octets = Buffer.from(piece, 'latin1');
		writeSync(file, octets);
		counts.octets += octets.length;
		piece = '';
	}
}

/** The lane whose next line comes first; -1 when all have ended. */
function earliest(moments) {
	let best = -1;
	let least = Infinity;
	for (let lane = 0; lane < moments.length; lane++) {
		if (moments[lane] < least) {
			least = moments[lane];
			best = lane;
		}
	}
	return best;
}

/** RFC 3164 §4.1.2: `Mar  2 00:00:01`. */
function syslogTime(date) {
	const [, day, month, , clock] = date.toUTCString().split(' ');
	return `${month} ${String(Number(day)).padStart(2)} ${clock}`;
}

function eximTime(date) {
	return date.toISOString().slice(0, 19).replace('T', ' ');
}

function syslogHead({ program, pid }) {
	return ` mx1 ${program}[${pid}]: `;
}

function eximHead({ pid }) {
	return ` [${pid}] `;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { ids: { type: 'string' }, interleave: { type: 'string' }, seed: { type: 'string' } },
	});
	const [kind, out, size] = positionals;
	if (!(kind in samples) || !out || !size || !['long', 'short', undefined].includes(values.ids)) {
		console.error(
			'node bench/generate.mjs postfix|exim OUT SIZE [--ids long|short] [--interleave 50] [--seed 1]',
		);
		process.exit(2);
	}
	const { interleave = '50', seed = '1', ids } = values;
	const counts = generate({
		kind,
		out,
		size: octetsIn(size),
		ids,
		interleave: Number(interleave),
		seed: Number(seed),
	});
	console.log(JSON.stringify(counts));
}
