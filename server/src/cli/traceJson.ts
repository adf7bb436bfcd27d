import type { Hop } from '../tracing/hops';
import type { LogLine } from '../tracing/logs';
import type { Mail } from '../tracing/mail';
import { linesOf, type Group } from '../tracing/trail';

/** How what stands in a log is written: as it is, or as a redacted copy has it. */
export interface TraceWords {
	text(text: string): string;
	line(line: LogLine): string;
}

export const plainWords: TraceWords = {
	text: (text) => text,
	line: ({ of, line }) => of.log.text(line),
};

interface TraceReport {
	readonly asked: string;
	readonly related: boolean;
	readonly groups: readonly Group[];
	readonly isPart: boolean;
}

/** One object, in pieces: the groups with their mails, what joins these, and the lines (from 1) in the order in which they were written. */
export function* traceJson(
	{ asked, related, groups, isPart }: TraceReport,
	words: TraceWords,
): Generator<string> {
	const head = { query: words.text(asked), related, ...(isPart && { incomplete: true }) };
	yield `${JSON.stringify(head).slice(0, -1)},"groups":[`;
	let before = '';
	for (const group of groups) {
		yield `${before}\n${JSON.stringify(groupJson(group, words))}`;
		before = ',';
	}
	yield ']}\n';
}

function groupJson(group: Group, words: TraceWords) {
	const { lines, clocks } = linesOf([group]);
	const place = ({ of, line }: LogLine) => ({ file: words.text(of.uri), line: line + 1 });
	return {
		messages: group.mails.map((mail) => messageJson(mail, words)),
		hops: group.hops.map((hop) => hopJson(hop, words)),
		clocks: clocks
			.filter(({ by }) => by !== 'clock')
			.map(({ of, by, correction }) => ({ file: words.text(of.uri), by, correction: correction / 1000 })),
		lines: lines.map((line) => ({ ...place(line), text: words.line(line) })),
	};
}

function messageJson({ of, message }: Mail, words: TraceWords) {
	const { queueId, host, messageId, sender, end, recipients, lines } = of.log.message(message);
	return {
		file: words.text(of.uri),
		line: (lines[0] ?? 0) + 1,
		queueId,
		...(host !== undefined && { host: words.text(host) }),
		...(messageId !== undefined && { messageId: words.text(messageId) }),
		...(sender !== undefined && { sender: words.text(sender) }),
		end,
		recipients: recipients.map(({ address, user, outcome }) => ({
			address: words.text(address),
			...(user !== undefined && { user: words.text(user) }),
			outcome,
		})),
	};
}

function hopJson({ from, to, way, fromLine, toLine }: Hop, words: TraceWords) {
	const mail = ({ of, message }: Mail, line: number) => ({
		file: words.text(of.uri),
		queueId: of.log.queueId(message),
		line: line + 1,
	});
	return { from: mail(from, fromLine), to: mail(to, toLine), way };
}
