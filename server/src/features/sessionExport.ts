import { allFindings } from '../checks/all';
import { codeWords, peerWords, sessionId, stageWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Reply, Session, Step } from '../core/model';
import { codeSpan, escapeMarkdown } from '../knowledge/markdown';
import type { Language } from '../knowledge/knowledge';
import { mermaidOf } from '../pictures/mermaid';
import { sessionPicture } from '../pictures/sessionPicture';
import { svgFile } from '../pictures/svgFile';
import type { ExportSessionParams } from '../protocol';
import { LeakError, Redaction } from '../redaction/redaction';
import { durationWords } from './duration';
import { maskedLine } from './maskedLine';
import { detailOf } from './detailOf';
import { strip } from './strip';

/** How a session is written down: its lines, a dialogue of `C:` and `S:` lines, Markdown for a ticket, or its diagram. */
export type ExportForm = ExportSessionParams['form'];

/**
 * A session for others to read. With `redact` it is that of the redacted copy of the log, and looked through once more.
 * @throws LeakError where it would tell something that it must not.
 */
export function sessionExport(
	log: MailLog,
	index: number,
	{ form, redact, language }: { form: ExportForm; redact: boolean; language?: Language },
): string {
	const write = writers[form];
	if (!redact) {
		return write(log, index, language);
	}
	const redaction = new Redaction(log);
	redaction.check();
	const text = write(redaction.copy(), index, language);
	for (const [number, line] of shownText(text, form).split('\n').entries()) {
		const what = redaction.leakIn(line);
		if (what !== undefined) {
			throw new LeakError({ line: number, what });
		}
	}
	return text;
}

/** What a reader sees: the markup of a picture is ours, and its codes for signs stand for what would be looked for. */
function shownText(text: string, form: ExportForm): string {
	switch (form) {
		case 'svg':
			return text
				.replace(/<style>[^<]*<\/style>|<[^<>]*>/g, '\n')
				.replace(/&(lt|gt|quot|amp);/g, (_code, name: string) => signs[name] ?? '');
		case 'mermaid':
			return text.replace(/#(\d{1,7});/g, (_code, number: string) => String.fromCodePoint(Number(number)));
		default:
			return text;
	}
}

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

type Writer = (log: MailLog, index: number, language?: Language) => string;

const writers: Readonly<Record<ExportForm, Writer>> = {
	lines: sessionLines,
	transcript: sessionTranscript,
	markdown: sessionMarkdown,
	svg: sessionSvg,
	mermaid: (log, index, language) => mermaidOf(detailOf(log, index, language)),
};

/** CSS pixels: the diagram in a file is as wide as a page of text. */
const fileWidth = 820;

function sessionSvg(log: MailLog, index: number, language?: Language): string {
	const detail = detailOf(log, index, language);
	return svgFile(sessionPicture(detail, { width: fileWidth }), detail.title);
}

/** The lines of a session as the log has them, with its secrets masked. */
export function sessionLines(log: MailLog, index: number): string {
	return log
		.session(index)
		.lines.map((line) => `${maskedLine(log, line)}\n`)
		.join('');
}

/** What both sides said, line by line; what no line shows is not made up. Secrets are masked, content is left out. */
export function sessionTranscript(log: MailLog, index: number): string {
	const session = log.session(index);
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
export function sessionMarkdown(log: MailLog, index: number, language?: Language): string {
	const session = log.session(index);
	const id = sessionId(index);
	const title = ['Session', id, peerWords(session.peer), session.outcome].filter(Boolean).join(' · ');
	const findings = allFindings(log).filter((finding) => finding.session === index);
	const parts = [
		`## ${escapeMarkdown(title)}`,
		factsOf(session)
			.map(([name, value]) => `- ${name}: ${escapeMarkdown(value)}`)
			.join('\n'),
		codeSpan(strip(session, log)),
		stepTable(session, language),
		findings
			.map(({ severity, line, title: words, message, fix }) => {
				const what = `**${severity}** line ${line + 1}: ${escapeMarkdown(words(language))}.`;
				return `- ${[what, escapeMarkdown(message(language)), fix && escapeMarkdown(fix(language))].filter(Boolean).join(' ')}`;
			})
			.join('\n'),
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function factsOf(session: Session): [name: string, value: string][] {
	const { software, program, role, start, end, tls, auth, queueIds, accepted, lines } = session;
	const facts: [string, string | undefined][] = [
		['Written by', [software, program, role].filter(Boolean).join(', ')],
		['Began', start && !start.yearUnknown ? new Date(start.epoch).toISOString() : undefined],
		['Took', start && end && end.epoch > start.epoch ? durationWords(end.epoch - start.epoch) : undefined],
		['TLS', tls && ([tls.version, tls.cipher].filter(Boolean).join(' ') || 'yes')],
		['Login', auth && [auth.mechanism, auth.user, auth.ok ? 'ok' : 'failed'].filter(Boolean).join(', ')],
		['Queue ids', queueIds.length > 0 ? queueIds.join(', ') : undefined],
		['Content accepted', accepted === undefined ? undefined : accepted ? 'yes' : 'no'],
		['Lines', lines.length > 0 ? `${(lines[0] ?? 0) + 1}–${(lines.at(-1) ?? 0) + 1}` : undefined],
	];
	return facts.filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '');
}

function stepTable({ steps }: Session, language?: Language): string {
	const rows = steps.map(({ stage, line, command, reply, elapsed, evidence }) => {
		const said = reply ? [codeWords(reply), reply.text.split('\n')[0]].filter(Boolean).join(' ') : '';
		const cells = [
			String(line + 1),
			escapeMarkdown(stageWords(stage, language)),
			command === undefined ? '' : cell(command),
			said === '' ? '' : cell(said),
			elapsed === undefined ? '' : durationWords(elapsed),
			evidence === 'seen' ? '' : evidence,
		];
		return `| ${cells.join(' | ')} |`;
	});
	const head = [
		'| Line | Stage | Command | Reply | After | Evidence |',
		'| ---: | --- | --- | --- | ---: | --- |',
	];
	return rows.length === 0 ? '' : [...head, ...rows].join('\n');
}

/** A code span in a table: a bar would end the cell also in there (GFM §4.10). */
function cell(words: string): string {
	return codeSpan(words.slice(0, 300)).replaceAll('|', '\\|');
}
