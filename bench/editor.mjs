// What an editor waits for, measured in this process on the language server's own functions, without the connection.
//   node out/bench/editor.cjs FILE SAMPLES    FILE: a log of 40 MB or more; SAMPLES: the folder with the samples
// Prints a list of `{ title, times, goal, note }` as JSON; times are milliseconds, one per repetition.
import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Listing } from '../client/src/panel/waterfall/listing';
import { orderOfLog } from '../client/src/panel/waterfall/order';
import { noFilter } from '../client/src/panel/waterfall/filter';
import { Sessions } from '../client/src/panel/waterfall/sessions';
import { lookAtAll } from '../server/src/checks/all';
import { dialects } from '../server/src/core/dialects/all';
import { MailLog } from '../server/src/core/mailLog';
import { Documents } from '../server/src/documents';
import { codeLenses, resolvedCodeLens } from '../server/src/features/codeLenses';
import { NearestSearch } from '../server/src/features/comparison/nearest';
import { diagnostics } from '../server/src/features/diagnostics';
import { documentSymbols } from '../server/src/features/documentSymbols';
import { failures } from '../server/src/features/failures';
import { hover } from '../server/src/features/hover';
import { inlayHints } from '../server/src/features/inlayHints';
import { references } from '../server/src/features/references';
import { sessionLines } from '../server/src/features/sessionLines';
import { sessionRows } from '../server/src/features/sessionRows';
import { timeline } from '../server/src/features/timeline';
import { done } from '../server/src/core/work';
import { linesOf } from '../server/test/core/dialects/sampleLines';
import { chance } from './names.mjs';

const [file, samples] = process.argv.slice(2);
const documentSize = 40_000_000;
const firstFindingsSize = 5_000_000;
const below = chance(7);
const uri = 'file:///bench/mail.log';
const large = beginningOf(file, documentSize);
const opened = opening(large);
console.log(
	JSON.stringify([
		opened.row,
		...editing(opened.documents),
		...pages(),
		...sessionLists(),
		...filteredList(),
		...betweenLines(),
		...wholeLog(),
		hovers(),
		rowHovers(),
		...largeHovers(),
		outline(),
		...largeReferences(),
		findings(),
	]),
);

/** From the message as it comes over the connection to a log that can be asked. */
function opening(text) {
	const message = Buffer.from(JSON.stringify({ method: 'didOpen', params: { uri, version: 1, text } }));
	let documents;
	const times = repeat(5, () => {
		documents = new Documents();
		documents.open(JSON.parse(message.toString()).params);
	});
	const goal = '500 ms for 50 MB, good 250 ms';
	return { documents, row: { title: 'open a 40 MB document', times, goal } };
}

function editing(documents) {
	const log = () => documents.get(uri).log;
	const lines = log().lineCount;
	const line = 'Mar 29 12:00:00 mx1 postfix/smtpd[4711]: connect from relay.example.net[198.18.0.1]\n';
	const append = (at) => change(documents, { line: at, character: 0 }, line);
	const perLine = opened.row.times.at(-1) / lines;
	let end = lines;
	const single = repeat(200, () => append(end++));
	log().event(end - 1);
	const afterTimes = repeat(200, () => append(end++));
	const middle = lines >> 1;
	return [
		{
			title: 'append one line to it',
			times: single,
			goal: 'what a line costs',
			note: `a line costs ${(perLine * 1000).toFixed(1)} µs when the document is opened`,
		},
		{
			title: 'the same, times having been asked for',
			times: afterTimes,
			goal: 'what a line costs',
		},
		{
			title: 'type a letter in its middle',
			times: repeat(7, () => change(documents, { line: middle, character: 80 }, 'x')),
			goal: 'none',
		},
		{
			title: 'type a letter 1000 lines before the end',
			times: repeat(50, () => change(documents, { line: end - 1000, character: 80 }, 'x')),
			goal: 'none',
		},
	];
}

function change(documents, place, text) {
	const { version } = documents.get(uri);
	const contentChanges = [{ range: { start: place, end: place }, text }];
	documents.change({ textDocument: { uri, version: version + 1 }, contentChanges });
}

/** Places that nobody has looked at before. */
function pages() {
	const { log } = opened.documents.get(uri);
	const page = () => {
		const firstLine = below(log.lineCount - 100);
		return timeline(log, { firstLine, lastLine: firstLine + 99 });
	};
	return [{ title: 'timeline of 100 lines of it', times: repeat(300, page), goal: 'below 10 ms (a page)' }];
}

/** The rows of the session panel, of a log that nobody has asked for anything yet. */
function sessionLists() {
	const text = beginningOf(file, 20_000_000);
	const first = [];
	const all = [];
	let count = 0;
	for (let round = 0; round < 3; round++) {
		const log = MailLog.of(text);
		count = Math.min(10_000, log.sessionCount);
		const rows = (from, to) => [...sessionRows(log, { from, count: to - from })];
		first.push(...repeat(1, () => rows(0, 100)));
		all.push(first.at(-1) + repeat(1, () => rows(100, count))[0]);
	}
	return [
		{ title: 'first 100 rows of the session panel', times: first, goal: 'below 50 ms' },
		{ title: `all rows of ${count} sessions`, times: all, goal: 'below 2 s, in slices of 20 ms' },
	];
}

/** What a letter in the filter of the session panel costs, and a click on the head of a column, without drawing. */
function filteredList() {
	const total = 100_000;
	const log = MailLog.of(beginningOf(file, 5_000_000));
	const known = [...sessionRows(log, { from: 0, count: log.sessionCount })];
	const rows = Array.from({ length: total }, (_, at) => ({ ...known[at % known.length], id: `s${at + 1}` }));
	const sessions = new Sessions();
	// As they come in a message.
	sessions.put(total, total, structuredClone(rows));
	const listing = new Listing(sessions);
	const words = [
		'example',
		'example.com',
		'-example.com',
		'550 unknown',
		'code:4 outcome:rejected',
		'duration:2s',
	];
	const goal = 'below 100 ms';
	return [
		{
			title: 'filter 100,000 sessions of the panel',
			times: words.flatMap((text) => repeat(5, () => listing.list({ ...noFilter, text }, orderOfLog))),
			goal,
		},
		{
			title: 'sort them',
			times: ['peer', 'outcome', 'duration'].flatMap((by) =>
				[false, true].flatMap((isDescending) =>
					repeat(1, () => listing.list(noFilter, { by, isDescending })),
				),
			),
			goal,
		},
	];
}

/** What an editor writes between and over the lines of a page, at places that nobody has looked at before. */
function betweenLines() {
	const { log } = opened.documents.get(uri);
	const somewhere = () => below(log.lineCount - 100);
	const lenses = codeLenses(log, { uri, hasCommands: true });
	const words = () => {
		const at = below(lenses.length - 200);
		lenses.slice(at, at + 200).forEach((lens) => resolvedCodeLens(log, lens, { hasCommands: true }));
	};
	const hints = () => {
		const line = somewhere();
		const range = { start: { line, character: 0 }, end: { line: line + 99, character: 0 } };
		inlayHints(log, { range, elapsed: true });
	};
	const goal = 'below 10 ms (a page)';
	return [
		{
			title: 'where its code lenses stand',
			times: repeat(20, () => codeLenses(log, { uri, hasCommands: true })),
			goal: 'below 50 ms',
		},
		{ title: 'words of the code lenses of 50 sessions', times: repeat(50, words), goal },
		{ title: 'inlay hints of 100 lines of it', times: repeat(300, hints), goal },
		{
			title: 'lines of the session under the cursor',
			times: repeat(300, () => sessionLines(log, { position: { line: somewhere(), character: 0 } })),
			goal,
		},
	];
}

/** What is sought in all of a log, in slices that let other requests in. */
function wholeLog() {
	const { log } = opened.documents.get(uri);
	const walk = (steps) => {
		for (const _step of steps);
	};
	const ruler = () => walk(failures(log).steps);
	const failed = [];
	while (failed.length < 30) {
		const index = below(log.sessionCount);
		if (!log.isQuietSession(index)) {
			failed.push(index);
		}
	}
	return [
		{ title: 'failures of it for the ruler', times: repeat(3, ruler), goal: 'none, in slices of 20 ms' },
		{
			title: 'nearest session to compare with',
			times: failed.flatMap((index) => repeat(1, () => walk(new NearestSearch(log, index).steps()))),
			goal: 'none, in slices of 20 ms',
		},
	];
}

/** Each line of each sample, at the beginning of each of its words. */
function hovers() {
	const names = readdirSync(samples).filter(
		(name) => name !== 'README.md' && statSync(join(samples, name)).isFile(),
	);
	const times = [];
	for (const name of names) {
		const text = readFileSync(join(samples, name), 'utf8');
		const documents = new Documents();
		documents.open({ uri, version: 1, text });
		const { log } = documents.get(uri);
		for (let line = 0; line < log.lineCount; line++) {
			for (const { index } of log.text(line).matchAll(/\w+/g)) {
				times.push(...repeat(1, () => hover(log, { position: { line, character: index } })));
			}
		}
	}
	return { title: 'hover of every word of the samples', times, goal: 'each within 5 ms' };
}

/** The sample of every row of every dialect, as a log of that one line, at the beginning of each of its words. */
function rowHovers() {
	const times = [];
	for (const dialect of dialects) {
		for (const row of dialect.rows) {
			for (const line of row.samples.flatMap((sample) => linesOf(dialect, row, sample).slice(0, 1))) {
				const log = MailLog.of(line);
				for (const { index } of line.matchAll(/\w+/g)) {
					times.push(...repeat(1, () => hover(log, { position: { line: 0, character: index } })));
				}
			}
		}
	}
	return { title: 'hover of every word of the lines we know', times, goal: 'each within 5 ms' };
}

/** What is told of an address or a queue id in a large log is looked for in it. */
function largeHovers() {
	const { log } = opened.documents.get(uri);
	const over = (title, names) => {
		const times = [];
		while (times.length < 300) {
			const line = below(log.lineCount);
			const field = log.event(line).fields.find(({ name }) => names.includes(name));
			if (field) {
				const position = { line, character: field.span.start + 1 };
				times.push(...repeat(1, () => hover(log, { position, commandLinks: true })));
			}
		}
		return { title, times, goal: 'each within 5 ms' };
	};
	return [
		over('hover of a mail address in 40 MB', ['from', 'to', 'original']),
		over('hover of a host or an IP address in 40 MB', ['host', 'address', 'relayAddress']),
		over('hover of a queue id or Message-ID in 40 MB', ['queueId', 'messageId']),
		over('hover of a reply code in 40 MB', ['code', 'enhanced', 'dsn']),
	];
}

/** The outline of a log that nobody has asked for anything yet. */
function outline() {
	const lines = 100_000;
	let end = 0;
	for (let line = 0; line < lines && end >= 0; line++) {
		end = large.indexOf('\n', end) + 1;
	}
	const text = large.slice(0, end);
	const times = Array.from({ length: 5 }, () => {
		const log = MailLog.of(text);
		return repeat(1, () => documentSymbols(log))[0];
	});
	return { title: 'outline of 100,000 lines', times, goal: 'below 300 ms' };
}

/** The places of things that nobody has asked for before. */
function largeReferences() {
	const { log } = opened.documents.get(uri);
	const home = { uri, log };
	const of = (title, names) => {
		const times = [];
		while (times.length < 40) {
			const line = below(log.lineCount);
			const field = log.event(line).fields.find(({ name }) => names.includes(name));
			if (field) {
				const position = { line, character: field.span.start + 1 };
				times.push(
					...repeat(1, () => done(references([home], home, { position, includeDeclaration: true }))),
				);
			}
		}
		return { title: `references of ${title} in 40 MB`, times, goal: 'each below 50 ms' };
	};
	return [
		of('a queue id', ['queueId']),
		of('a Message-ID', ['messageId']),
		of('an address', ['from', 'to']),
		of('a host or an IP address', ['host', 'address', 'relayHost', 'relayAddress']),
	];
}

/** From a text to findings in the editor, as fast as they come when nothing else is asked. */
function findings() {
	const text = beginningOf(file, firstFindingsSize);
	const times = repeat(5, () => {
		const documents = new Documents();
		documents.open({ uri, version: 1, text });
		const { log } = documents.get(uri);
		for (const _step of lookAtAll(log));
		return diagnostics(log, { uri });
	});
	return { title: 'first findings of a 5 MB log', times, goal: 'none' };
}

function repeat(count, task) {
	return Array.from({ length: count }, () => {
		const begin = performance.now();
		task();
		return performance.now() - begin;
	});
}

/** The whole lines among the first octets of a file. */
function beginningOf(path, octets) {
	const buffer = Buffer.alloc(octets);
	const descriptor = openSync(path, 'r');
	const length = readSync(descriptor, buffer);
	closeSync(descriptor);
	return buffer.toString('latin1', 0, buffer.lastIndexOf(10, length - 1) + 1);
}
