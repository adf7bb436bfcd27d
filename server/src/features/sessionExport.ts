import { allFindings } from '../checks/all';
import type { Finding } from '../checks/finding';
import { codeWords, peerWords, sessionId, stageWords } from '../checks/words';
import { MailLog } from '../core/mailLog';
import type { Reply, Session, Step } from '../core/model';
import { codeSpan, escapeMarkdown } from '../knowledge/markdown';
import type { Language, SentenceKey } from '../knowledge/knowledge';
import { say, type Said } from '../knowledge/say';
import { mermaidOf } from '../pictures/mermaid';
import { sessionPicture } from '../pictures/sessionPicture';
import { svgFile } from '../pictures/svgFile';
import type { ExportSessionParams } from '../protocol';
import type { Redaction } from '../redaction/redaction';
import { durationWords } from './duration';
import { maskedLine } from './maskedLine';
import { pictureText, refuseLeaks } from './pictureText';
import { detailOf } from './detailOf';
import { strip } from './strip';

/** How a session is written down: its lines, a dialogue of `C:` and `S:` lines, Markdown for a ticket, or its diagram. */
export type ExportForm = ExportSessionParams['form'];

/** What a session is written from: the log, or a redacted copy of the session's lines. */
export interface ExportSource {
	/** The log that `session` is of. */
	readonly log: MailLog;
	readonly session: Session;
	/** Where a line of it stands in the log that is open; both from 0. */
	readonly lineOf: (line: number) => number;
	/** What was found in it, in the log that is open. */
	readonly findings: readonly Finding[];
	/** Takes names out of words about it that no line has. */
	readonly words: (text: string) => string;
}

/** A session for others to read, with its secrets masked. */
export function sessionExport(log: MailLog, index: number, form: ExportForm, language?: Language): string {
	const session = log.session(index);
	return write(
		{ log, session, lineOf: same, findings: findingsOf(log, index, form), words: same },
		form,
		language,
	);
}

/**
 * The same with the names of the log's redacted copy. It is made of the session's own lines, and looked through once more.
 * @param redaction Of the log, when all of its copy was checked.
 * @throws LeakError where it would tell something that it must not.
 */
export function redactedSession(
	log: MailLog,
	index: number,
	form: ExportForm,
	redaction: Redaction,
	language?: Language,
): string {
	const text = write(redactedSource(log, index, form, redaction), form, language);
	refuseLeaks(form === 'svg' || form === 'mermaid' ? pictureText(text, form) : text, redaction);
	return text;
}

function redactedSource(log: MailLog, index: number, form: ExportForm, redaction: Redaction): ExportSource {
	const { lines, start, end } = log.session(index);
	const around = linesAround(log, lines);
	const copy = MailLog.of(around.map((line) => `${redaction.line(line)}\n`).join(''));
	const own = copy.sessionAt(around.indexOf(lines[0] ?? 0));
	const isWhole =
		own?.lines.every((line, at) => around[line] === lines[at]) && own.lines.length === lines.length;
	const findings = findingsOf(log, index, form);
	const words = (text: string) => redaction.words(text);
	const isPicture = form === 'svg' || form === 'mermaid';
	if (!own || !isWhole || isPicture) {
		// What joins its lines stands in others; a picture tells of the log around it, too.
		const all = redaction.copy();
		return { log: all, session: all.session(index), lineOf: same, findings, words };
	}
	return {
		log: copy,
		// Year and zone are those that the whole log tells.
		session: { ...own, index, ...(start && { start }), ...(end && { end }) },
		lineOf: (line) => around[line] ?? line,
		findings,
		words,
	};
}

/** The lines of a session and of its mails, which tell what became of it: from 0, ascending. */
function linesAround(log: MailLog, lines: readonly number[]): number[] {
	const messages = new Set(lines.map((line) => log.messageIndexAt(line)));
	const theirs = Array.from(messages, (message) =>
		message === undefined ? [] : log.linesOfMessage(message),
	);
	return [...new Set([...lines, ...theirs.flat()])].sort((a, b) => a - b);
}

function findingsOf(log: MailLog, index: number, form: ExportForm): readonly Finding[] {
	return form === 'markdown' ? allFindings(log).filter(({ session }) => session === index) : [];
}

function same<Value>(value: Value): Value {
	return value;
}

function write(source: ExportSource, form: ExportForm, language: Language | undefined): string {
	switch (form) {
		case 'lines':
			return sessionLines(source);
		case 'transcript':
			return sessionTranscript(source);
		case 'markdown':
			return sessionMarkdown(source, language);
		case 'svg':
			return sessionSvg(source, language);
		case 'mermaid':
			return mermaidOf(detailOf(source.log, source.session.index, language));
	}
}

/** CSS pixels: the diagram in a file is as wide as a page of text. */
const fileWidth = 820;

function sessionSvg({ log, session }: ExportSource, language: Language | undefined): string {
	const detail = detailOf(log, session.index, language);
	return svgFile(sessionPicture(detail, { width: fileWidth }), detail.title);
}

/** The lines of a session as the log has them, with its secrets masked. */
function sessionLines({ log, session: { lines } }: ExportSource): string {
	return lines.map((line) => `${maskedLine(log, line)}\n`).join('');
}

/** What both sides said, line by line; what no line shows is not made up. Secrets are masked, content is left out. */
function sessionTranscript({ session }: ExportSource): string {
	const lines = session.steps.flatMap((step) => [...clientLines(step), ...serverLines(step.reply)]);
	return lines.map((line) => `${line}\n`).join('');
}

function clientLines({ stage, command, evidence }: Step): string[] {
	if (evidence !== 'seen') {
		return [];
	}
	if (stage === 'content') {
		return ['C: [content]', 'C: .'];
	}
	return command === undefined ? [] : command.split('\n').map((words) => `C: ${plain(words)}`);
}

/** `S: 250-mx.example.net` … `S: 250 HELP` */
function serverLines(reply: Reply | undefined): string[] {
	if (!reply) {
		return [];
	}
	const lines = reply.text.split('\n');
	return lines.map((words, at) => {
		const sign = at + 1 < lines.length ? '-' : ' ';
		return `S: ${reply.code}${sign}${[reply.enhanced, plain(words)].filter(Boolean).join(' ')}`.trimEnd();
	});
}

/** Without characters that could do something to a terminal. */
function plain(words: string): string {
	return words.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
}

/** A session as a section of a ticket: what it was, its stages, each step, what was found. */
function sessionMarkdown(source: ExportSource, language: Language | undefined): string {
	const { log, session, findings, words } = source;
	const title = [
		say('session', { session: sessionId(session.index) })(language),
		peerWords(session.peer),
		say(`outcome.${session.outcome}`)(language),
	];
	const told = (said: Said | undefined) => said && escapeMarkdown(words(said(language)));
	const parts = [
		`## ${escapeMarkdown(title.filter(Boolean).join(' · '))}`,
		factsOf(source)
			.map(([name, value]) => `- ${say(name)(language)}: ${escapeMarkdown(value)}`)
			.join('\n'),
		codeSpan(strip(session, log)),
		stepTable(source, language),
		findings
			.map(({ severity, line, title: cause, message, fix }) => {
				const place = say('export.line', { line: line + 1 })(language);
				const what = `**${severity}** ${place}: ${told(cause) ?? ''}.`;
				return `- ${[what, told(message), told(fix)].filter(Boolean).join(' ')}`;
			})
			.join('\n'),
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

type FactName = Extract<SentenceKey, `export.fact.${string}`>;

function factsOf({ session, lineOf }: ExportSource): [name: FactName, value: string][] {
	const { software, program, role, start, end, tls, auth, queueIds, accepted, lines } = session;
	const facts: [FactName, string | undefined][] = [
		['export.fact.writer', [software, program, role].filter(Boolean).join(', ')],
		['export.fact.began', start && !start.yearUnknown ? new Date(start.epoch).toISOString() : undefined],
		[
			'export.fact.took',
			start && end && end.epoch > start.epoch ? durationWords(end.epoch - start.epoch) : undefined,
		],
		['export.fact.tls', tls && ([tls.version, tls.cipher].filter(Boolean).join(' ') || '✓')],
		[
			'export.fact.login',
			auth && [auth.mechanism, auth.user, auth.ok ? '✓' : '✗'].filter(Boolean).join(', '),
		],
		['export.fact.queueIds', queueIds.length > 0 ? queueIds.join(', ') : undefined],
		['export.fact.accepted', accepted === undefined ? undefined : accepted ? '✓' : '✗'],
		[
			'export.fact.lines',
			lines.length > 0 ? `${lineOf(lines[0] ?? 0) + 1}–${lineOf(lines.at(-1) ?? 0) + 1}` : undefined,
		],
	];
	return facts.filter((fact): fact is [FactName, string] => fact[1] !== undefined && fact[1] !== '');
}

function stepTable({ session, lineOf }: ExportSource, language?: Language): string {
	const rows = session.steps.map(({ stage, line, command, reply, elapsed, evidence }) => {
		const said = reply ? [codeWords(reply), reply.text.split('\n')[0]].filter(Boolean).join(' ') : '';
		return [
			String(lineOf(line) + 1),
			escapeMarkdown(stageWords(stage, language)),
			command === undefined ? '' : cell(command),
			said === '' ? '' : cell(said),
			elapsed === undefined ? '' : durationWords(elapsed),
			evidence === 'seen' ? '' : say(`export.evidence.${evidence}`)(language),
		];
	});
	const head = columns.map((name) => say(`export.column.${name}`)(language));
	const table = [head, ['---:', '---', '---', '---', '---:', '---'], ...rows];
	return rows.length === 0 ? '' : table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const columns = ['line', 'stage', 'command', 'reply', 'after', 'evidence'] as const;

/** A code span in a table: a bar would end the cell also in there (GFM §4.10). */
function cell(words: string): string {
	return codeSpan(words.slice(0, 300)).replaceAll('|', '\\|');
}
