// How fast the grammar is: microseconds a line over logs, and milliseconds for single hostile lines.
//   node syntaxes/test/bench.mjs [FILE...]        (without files: samples/ and the fixtures beside this file)
// Budget: 30 µs a line, and 50 ms for a line of 20,000 columns, the longest that VS Code colours.
import { readFileSync } from 'node:fs';
import { fixtures, readLines, samples } from './fixtures.mjs';
import { loadGrammar, runThrough, tokenize } from './tokenize.mjs';

const columns = 20_000;
const grammar = await loadGrammar();

const files = process.argv.slice(2);
for (const file of files.length > 0 ? files : [...samples(), ...fixtures()]) {
	const lines = readLines(readFileSync(file, 'utf8')).filter((line) => line.length <= columns);
	const repeated = Array(Math.max(1, Math.ceil(5_000 / lines.length)))
		.fill(lines)
		.flat();
	runThrough(grammar, repeated);
	const milliseconds = time(() => runThrough(grammar, repeated));
	const tokens = tokenize(grammar, lines).flat().length;
	report(
		(1_000 * milliseconds) / repeated.length,
		'µs/line',
		`${(tokens / lines.length).toFixed(1)} tokens/line  ${file}`,
	);
}

const head = 'Jul  5 06:52:11 mx1 postfix/smtpd[2459]: ';
const hostile = [
	['letters', 'a'],
	['digits', '2'],
	['spaces', ' '],
	['tabs', '\t'],
	['dots', 'a.'],
	['hyphens', 'a-'],
	['fields', 'a=1 '],
	['fields without value', 'a='],
	['open angles', '<'],
	['angles', '<a>'],
	['open brackets', 'a['],
	['brackets', '[1]:2'],
	['quotes', '"'],
	['replies', ': 550 5.1.1 '],
	['addresses', 'a@b '],
	['at signs', '@'],
	['colons', ': '],
	['hex', 'F:'],
	['exim flags', ' => '],
	['exim fields', ' H=a C="'],
	['brackets of all kinds', '([<"'],
	['marks', '<- -> '],
	['slashes', '0/1 x=0/1'],
	['rejected', 'rejected '],
	['surrogates', '😀'],
];
const starts = {
	'': 'no prefix',
	[head]: 'syslog',
	[`${head}4F2A1B3C5D: to=<`]: 'a delivery',
	'2026-07-05 06:52:11 16ZCW1-0005MB-00 => ': 'exim',
	'<-  250 ': 'a reply',
	' -> AUTH PLAIN ': 'a command',
	'220 ': 'a reply without mark',
	'[2026-07-05 06:52:11] DEBUG [x] ': 'a client with a clock',
	'2026-07-05T06:52:11.270Z,EX1,': 'exchange',
};
const results = Object.entries(starts).flatMap(([start, name]) =>
	hostile.map(([what, unit]) => {
		const line = (start + unit.repeat(columns)).slice(0, columns);
		runThrough(grammar, [line.slice(0, 200)]);
		return { milliseconds: time(() => runThrough(grammar, [line])), what: `${name}, then ${what}` };
	}),
);
results.sort((one, other) => other.milliseconds - one.milliseconds);
for (const { milliseconds, what } of results.slice(0, 8)) {
	report(milliseconds, 'ms', `${columns} columns: ${what}`);
}

/** Milliseconds that `work` takes: the best of three, for the machine may have other things to do. */
function time(work) {
	const attempts = [1, 2, 3].map(() => {
		const start = performance.now();
		work();
		return performance.now() - start;
	});
	return Math.min(...attempts);
}

function report(value, unit, what) {
	console.log(`${value.toFixed(1).padStart(8)} ${unit.padEnd(8)} ${what}`);
}
