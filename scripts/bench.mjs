// How fast we are: against the programs that people have, in the editor, and with growing logs, also those of one shape. It prints, and
// never fails for a figure; it fails where the engine does not find in a generated log what the generator put there.
//   npm run bench                          logs of 50 MB, made from samples/ and kept in out/bench/; about two minutes
//   npm run bench -- --size 1GB            other sizes: 100MB, 1GB, 4GB
//   npm run bench -- --logs postfix-short  only some of the logs (postfix-long, postfix-short, exim-short, exim-long)
//   npm run bench -- --rounds 9            each program so many times (5); slow ones fewer times
//   npm run bench -- --json FILE           all figures, every run's
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	readSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { generate, samples } from '../bench/generate.mjs';
import { inTurn, measure, usageSource } from '../bench/measure.mjs';
import { indexPass, programsFor } from '../bench/programs.mjs';
import { readStories } from '../bench/stories.mjs';
import { table } from '../bench/table.mjs';
import { median, octetsIn, quantile, short, sizeWords, timeWords } from '../bench/units.mjs';
import { assembly } from './assembly.mjs';
import { run } from './processes.mjs';
import { root } from './project.mjs';

const allLogs = ['postfix-long', 'postfix-short', 'exim-short', 'exim-long'];

/** The logs that a run without --logs measures: the ids that Postfix and Exim of today's stable distributions write. */
const usualLogs = ['postfix-long', 'exim-short'];

/** The smaller of two logs of one shape; the other is four times as long. */
const shapeSize = octetsIn('500kB');

/** What takes no longer than so many milliseconds tells nothing of how it grows. */
const shortest = 100;

/** What the editor's document is cut from. */
const editorSize = octetsIn('50MB');

/** A program that has run for so long in all is not run again: milliseconds. */
const patience = 12_000;

const { values: options } = parseArgs({
	options: {
		size: { type: 'string', default: '50MB' },
		logs: { type: 'string', default: usualLogs.join(',') },
		rounds: { type: 'string', default: '5' },
		json: { type: 'string' },
	},
});
const size = octetsIn(options.size);
const names = options.logs.split(',');
const unknown = names.filter((name) => !allLogs.includes(name));
if (unknown.length > 0) {
	console.error(`No log ${unknown.join(', ')}; there are ${allLogs.join(', ')}`);
	process.exit(2);
}

const folder = join(root, 'out/bench');
mkdirSync(folder, { recursive: true });
await bundle();
const { MailLog } = createRequire(import.meta.url)(join(folder, 'core.cjs'));

console.log(
	`Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, ${sizeWords(totalmem())} of memory`,
);
console.log(`Processor time and memory: ${usageSource}\n`);
const report = { node: process.version, processor: cpus()[0]?.model, size, logs: {} };
for (const name of names) {
	report.logs[name] = measureLog(name);
}
report.editor = measureEditor(generatedLog('postfix-long', editorSize).file);
report.growth = measureGrowth();
if (options.json) {
	writeFileSync(options.json, `${JSON.stringify(report, undefined, '\t')}\n`);
}

/** dist/cli.js as users get it, and the parts of the benchmark that import the engine. */
async function bundle() {
	if ((await run(process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0) {
		process.exit(1);
	}
	await build({
		entryPoints: ['core', 'indexPass', 'editor', 'growth'].map((name) => join(root, 'bench', `${name}.mjs`)),
		outdir: folder,
		outExtension: { '.js': '.cjs' },
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		// As the products are, but with names, so that a profile can be read.
		minifySyntax: true,
		plugins: [assembly],
		logLevel: 'warning',
	});
}

/** The log with what must be in it, from out/bench/ where it was made before with the same generator and samples. */
function generatedLog(name, octets) {
	const [kind, ids] = name.split('-');
	const file = join(folder, `${name}-${sizeWords(octets).replaceAll(' ', '')}.log`);
	const sources = ['generate', 'names', 'stories'].map((source) => join(root, 'bench', `${source}.mjs`));
	const signature = createHash('sha256');
	[...sources, samples[kind]].forEach((source) => signature.update(readFileSync(source)));
	const madeBy = signature.digest('hex');
	const known = existsSync(`${file}.json`) ? JSON.parse(readFileSync(`${file}.json`, 'utf8')) : {};
	if (known.madeBy === madeBy && existsSync(file)) {
		return { name, kind, file, counts: known.counts };
	}
	rmSync(`${file}.json`, { force: true });
	const begin = performance.now();
	const counts = generate({ kind, ids, out: file, size: octets });
	writeFileSync(`${file}.json`, JSON.stringify({ madeBy, counts }));
	const seconds = (performance.now() - begin) / 1000;
	console.log(
		`made ${relative(root, file)} in ${short(seconds)} s, ${short(counts.octets / 1e6 / seconds)} MB/s`,
	);
	return { name, kind, file, counts };
}

function measureLog(name) {
	const log = generatedLog(name, size);
	console.log(
		`${name}: ${sizeWords(log.counts.octets)}, ${log.counts.lines} lines, ${relative(root, log.file)}`,
	);
	const { programs, missing } = programsFor({ ...log, someId: someId(log) });
	const results = inTurn(programs, { rounds: Number(options.rounds), patience });
	check(log, results);
	console.log(`\n${programTable(log, results)}\n`);
	missing.forEach(({ title, package: name }) =>
		console.log(`  not here: ${title} (apt-get install ${name})`),
	);
	console.log(goals(log, results));
	const growth = linearity(log);
	console.log(`${growthLine(growth)}\n`);
	return {
		counts: log.counts,
		programs: results.map(({ title, command, runs }) => ({
			title,
			command,
			runs: runs.map(({ wall, cpu, peak, base }) => ({ wall, cpu, peak, base })),
		})),
		growth,
	};
}

/** A queue id from somewhere in the middle. */
function someId({ file, counts }) {
	const piece = Buffer.alloc(1 << 16);
	const descriptor = openSync(file, 'r');
	const length = readSync(descriptor, piece, 0, piece.length, counts.octets >> 1);
	closeSync(descriptor);
	return MailLog.of(piece.subarray(0, length)).queueId(0);
}

/**
 * Compares what the engine finds in the whole log with what the generator put there: as many lines and mails as it wrote, and all
 * that the engine finds in each story when it reads that one alone. Interleaving and ids that are used again must not change it.
 */
function check({ kind, counts }, results) {
	const expected = {
		...aloneCounts(kind, counts.runs),
		lineCount: counts.lines,
		messageCount: counts.messages,
	};
	const outputs = ['index', 'summary'].map(
		(key) => results.find((result) => result.key === key)?.runs[0]?.output,
	);
	const report = results.find(({ key }) => key === 'report')?.runs[0]?.output;
	const found = Object.assign({}, ...outputs.filter(Boolean).map((output) => JSON.parse(output)));
	if (report) {
		const { rows } = JSON.parse(report).sections.totals;
		const total = (name) => rows.find((row) => row.name === name)?.value ?? 0;
		const attempts = {
			sent: total('delivered') + total('forwarded'),
			deferred: total('deferrals'),
			bounced: total('bounced'),
		};
		found.attempts = Object.fromEntries(Object.entries(attempts).filter(([, count]) => count > 0));
		expected.attempts = expected.deliveries;
	}
	const wrong = Object.keys(expected).filter(
		(key) => key in found && JSON.stringify(found[key]) !== JSON.stringify(expected[key]),
	);
	const words = ({ lineCount, sessionCount, messageCount, unrecognized, foreign }) =>
		`${lineCount} lines, ${sessionCount} sessions, ${messageCount} messages, ${unrecognized} lines not understood, ${foreign} foreign`;
	console.log(`generated log: ${counts.lines} lines, ${counts.messages} messages\nread as ${words(found)}`);
	if (expected.unrecognized > 0) {
		wrong.push('unrecognized');
	}
	if (wrong.length > 0) {
		const differences = wrong.map(
			(key) => `${key} ${JSON.stringify(found[key])}, not ${JSON.stringify(expected[key])}`,
		);
		console.error(`The engine does not find what was put there: ${differences.join('; ')}`);
		process.exit(1);
	}
}

/** What the engine finds in each story alone, added up over all runs. */
function aloneCounts(kind, runs) {
	const sums = { sessionCount: 0, unrecognized: 0, foreign: 0, deliveries: {} };
	for (const [at, { text }] of readStories(kind, samples[kind]).entries()) {
		const log = MailLog.of(text);
		for (const key of ['sessionCount', 'unrecognized', 'foreign']) {
			sums[key] += log[key] * runs[at];
		}
		for (const { status } of Array.from(log.messages()).flatMap(({ deliveries }) => deliveries)) {
			sums.deliveries[status] = (sums.deliveries[status] ?? 0) + runs[at];
		}
	}
	// In the order of the report.
	const inOrder = ['sent', 'deferred', 'bounced'].filter((status) => status in sums.deliveries);
	return {
		...sums,
		deliveries: Object.fromEntries(inOrder.map((status) => [status, sums.deliveries[status]])),
	};
}

function programTable({ counts }, results) {
	const base = results[0].title.replace(' -l', '');
	const rows = results
		.filter(({ runs }) => runs.length > 0)
		.map(({ title, runs }) => [
			title,
			(wallOf(runs) / 1000).toFixed(3),
			short(median(runs.map(({ wall, base: baseWall }) => wall / baseWall))),
			orNothing(median(runs.map(({ cpu }) => cpu)) / 1000, (seconds) => seconds.toFixed(2)),
			(counts.octets / 1e3 / wallOf(runs)).toFixed(0),
			orNothing(median(runs.map(({ peak }) => peak)) / 2 ** 20, (peak) => peak.toFixed(0)),
			String(runs.length),
		]);
	const failures = results
		.filter(({ error }) => error)
		.map(({ title, error }) => `  ${title} failed: ${error}`);
	return [table(['', 'wall s', `× ${base}`, 'CPU s', 'MB/s', 'peak MiB', 'runs'], rows), ...failures].join(
		'\n',
	);
}

function orNothing(number, words) {
	return Number.isFinite(number) ? words(number) : '–';
}

function wallOf(runs) {
	return median(runs.map(({ wall }) => wall));
}

/** The goals of performance.md and of issue 3, beside what was reached. */
function goals({ kind, counts }, results) {
	const wall = (key) => wallOf(results.find((result) => result.key === key)?.runs ?? []);
	const base = results.find(({ key }) => key === 'index')?.runs.map((each) => each.wall / each.base) ?? [];
	const allowed = 250 + (50 * counts.octets) / 1e9;
	const rows =
		kind === 'postfix'
			? [
					['index pass / wc -l', median(base), '×', 'at most 16, good 10 (on 1 GB)'],
					['pflogsumm / index pass', wall('pflogsumm') / wall('index'), '×', 'at least 13, good 20'],
					['pflogsumm / report', wall('pflogsumm') / wall('report'), '×', 'at least 8 (on 1 GB)'],
					['pflogsumm / summary', wall('pflogsumm') / wall('summary'), '×', 'none'],
				]
			: [
					['eximstats / index pass', wall('eximstats') / wall('index'), '×', 'at least 12, good 19'],
					['eximstats / report', wall('eximstats') / wall('report'), '×', 'none'],
					['eximstats / summary', wall('eximstats') / wall('summary'), '×', 'none'],
					['exigrep / index pass', wall('exigrep') / wall('index'), '×', 'at least 4, good 7'],
				];
	const peakOf = (program) =>
		median((results.find(({ key }) => key === program)?.runs ?? []).map((each) => each.peak)) / 2 ** 20;
	rows.push(['peak of the report', peakOf('report'), ' MiB', 'at most 500 MiB for 1 GB']);
	rows.push(['peak of the summary', peakOf('summary'), ' MiB', 'none']);
	rows.push([
		'peak of the index pass',
		peakOf('index'),
		' MiB',
		`at most ${allowed.toFixed(0)} MiB for this log`,
	]);
	return table(
		['', 'reached', 'goal '],
		rows.map(([title, figure, unit, goal]) => [
			title,
			orNothing(figure, (number) => short(number) + unit),
			goal,
		]),
	);
}

/** The index pass over a quarter, a half and the whole of a log: milliseconds without the start of Node.js. */
function linearity({ file, counts }) {
	return [4, 2, 1].map((part) => {
		const octets = Math.floor(counts.octets / part);
		const command = [process.execPath, indexPass, file, String(octets)];
		const times = Array.from({ length: 3 }, () => JSON.parse(measure(command).output).milliseconds);
		return { octets, milliseconds: median(times) };
	});
}

function growthLine(growth) {
	const sizes = growth.map(({ octets, milliseconds }) => `${sizeWords(octets)} ${timeWords(milliseconds)}`);
	const [quarter, half, whole] = growth.map(({ milliseconds }) => milliseconds);
	const factors = `× ${short(half / quarter)} and × ${short(whole / half)} (linear: × 2)`;
	return `\n  Index pass of a part, without the start of Node.js:\n  ${sizes.join(', ')}: ${factors}`;
}

function measureEditor(file) {
	const rows = JSON.parse(
		measure([process.execPath, join(folder, 'editor.cjs'), file, join(root, 'samples')]).output,
	);
	const part = (times, share) => timeWords(quantile(times, share));
	console.log('In the editor: the language server’s own functions, in one process\n');
	console.log(
		table(
			['', 'median', 'p99', 'most', 'times', 'goal '],
			rows.map(({ title, times, goal }) => [
				title,
				part(times, 0.5),
				part(times, 0.99),
				part(times, 1),
				String(times.length),
				goal,
			]),
		),
	);
	rows.filter(({ note }) => note).forEach(({ title, note }) => console.log(`  ${title}: ${note}`));
	return rows.map(({ times, ...row }) => ({
		...row,
		count: times.length,
		median: median(times),
		p99: quantile(times, 0.99),
		most: quantile(times, 1),
	}));
}

/** How what is asked of logs grows where all of a log is of one shape. */
function measureGrowth() {
	const shapes = JSON.parse(
		measure([process.execPath, join(folder, 'growth.cjs'), String(shapeSize)]).output,
	);
	const rows = shapes.map(({ title, costs }) => {
		const all = [0, 1].map((which) => Object.values(costs).reduce((sum, pair) => sum + pair[which], 0));
		const grown = Object.entries(costs)
			.filter(([, [, large]]) => large >= shortest)
			.map(([question, [small, large]]) => ({ question, factor: large / small }))
			.sort((one, other) => other.factor - one.factor);
		const most = grown.slice(0, 2).map(({ question, factor }) => `${question} × ${short(factor)}`);
		return [title, ...all.map(timeWords), `× ${short(all[1] / all[0])}`, most.join(', ')];
	});
	console.log(
		`\nLogs of one shape, of ${sizeWords(shapeSize)} and four times as long: all that is asked of them, processor time (linear: × 4)\n`,
	);
	console.log(table(['', 'short', 'long', 'grows', 'most '], rows));
	return shapes;
}
