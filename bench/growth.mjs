// How what is asked of a log grows with it, where all of it is of one shape: measured in this process.
//   node out/bench/growth.cjs OCTETS [SHAPE]
// Prints a list of `{ title, costs }` as JSON; `costs` has for each question the milliseconds of processor time for a log of so many
// octets, and for one four times as long.
import { allFindings } from '../server/src/checks/all';
import { reportPieces } from '../server/src/cli/analysisReport';
import { MailLog } from '../server/src/core/mailLog';
import { codeLenses, resolvedCodeLens } from '../server/src/features/codeLenses';
import { documentLinks } from '../server/src/features/documentLinks';
import { documentSymbols } from '../server/src/features/documentSymbols';
import { failures } from '../server/src/features/failures';
import { foldingRanges } from '../server/src/features/foldingRanges';
import { hover } from '../server/src/features/hover';
import { inlayHints } from '../server/src/features/inlayHints';
import { references } from '../server/src/features/references';
import { sessionRows } from '../server/src/features/sessionRows';
import { timeline } from '../server/src/features/timeline';
import { Redaction } from '../server/src/redaction/redaction';
import { countWholeLog } from '../server/src/report/report';
import { done } from '../server/src/core/work';
import { shapes } from './shapes.mjs';

const [octets, wanted = ''] = process.argv.slice(2);
const uri = 'file:///bench/mail.log';

/** Each is asked of a log of which the ones before were asked. */
const questions = {
	findings: (log) => allFindings(log),
	report: (log) => countWholeLog(log, {}).report(),
	analysis: (log) => walk(reportPieces({ file: '', log, findings: [], findingCounts: new Map() }, 'full')),
	outline: (log) => documentSymbols(log),
	folding: (log) => foldingRanges(log),
	lenses: (log) =>
		codeLenses(log, { uri, hasCommands: true })
			.slice(-200)
			.map((lens) => resolvedCodeLens(log, lens, { hasCommands: true })),
	links: (log) => done(documentLinks(log)),
	failures: (log) => walk(failures(log).steps),
	rows: (log) => walk(sessionRows(log, { from: 0, count: log.sessionCount })),
	// What an editor asks of a page, at the end.
	page: (log) => {
		const lastLine = log.lineCount - 1;
		const firstLine = Math.max(0, lastLine - 60);
		timeline(log, { firstLine, lastLine });
		const range = { start: { line: firstLine, character: 0 }, end: { line: lastLine, character: 0 } };
		inlayHints(log, { range, elapsed: true });
	},
	hover: (log) => {
		for (const { index } of log.text(log.lineCount - 1).matchAll(/\w+/g)) {
			hover(log, { position: { line: log.lineCount - 1, character: index }, commandLinks: true });
		}
	},
	references: (log) => {
		const home = { uri, log };
		for (const { span } of log.event(log.lineCount - 1).fields.slice(0, 4)) {
			const position = { line: log.lineCount - 1, character: span.start };
			done(references([home], home, { position, includeDeclaration: true }));
		}
	},
	redaction: (log) => Redaction.of(log).copy({}),
};

function walk(steps) {
	for (const _step of steps);
}

function milliseconds(task) {
	const begin = process.cpuUsage();
	task();
	const { user, system } = process.cpuUsage(begin);
	return (user + system) / 1000;
}

function costsOf({ text }) {
	const costs = {};
	for (const size of [Number(octets), 4 * Number(octets)]) {
		const whole = text(size);
		let log;
		(costs.reading ??= []).push(milliseconds(() => (log = MailLog.of(whole, { year: 2026, offset: 0 }))));
		for (const [title, ask] of Object.entries(questions)) {
			(costs[title] ??= []).push(milliseconds(() => ask(log)));
		}
	}
	return costs;
}

// The engine is compiled before it is measured.
for (const shape of shapes) {
	costsOf({ text: () => shape.text(20_000) });
}
const chosen = shapes.filter(({ title }) => title.includes(wanted));
console.log(JSON.stringify(chosen.map((shape) => ({ title: shape.title, costs: costsOf(shape) }))));
