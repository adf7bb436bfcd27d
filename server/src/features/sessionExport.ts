import { allFindings } from '../checks/all';
import { codeWords, peerWords, sessionId, stageWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Reply, Session, Step } from '../core/model';
import { codeSpan, escapeMarkdown } from '../knowledge/markdown';
import type { Language } from '../knowledge/knowledge';
import { LeakError, Redaction } from '../redaction/redaction';
import { durationWords } from './duration';
import { strip } from './strip';

/** How a session is written down: as a dialogue of `C:` and `S:` lines, or as Markdown for a ticket. */
export type ExportForm = 'transcript' | 'markdown';

/**
 * A session for others to read. With `redact` it is that of the redacted copy of the log, and looked through once more.
 * @throws LeakError where it would tell something that it must not.
 */
export function sessionExport(
	log: MailLog,
	index: number,
	{ form, redact, language }: { form: ExportForm; redact: boolean; language?: Language },
): string {
	const write = form === 'transcript' ? sessionTranscript : sessionMarkdown;
	if (!redact) {
		return write(log, index, language);
	}
	const redaction = new Redaction(log);
	redaction.check();
	const text = write(redaction.copy(), index, language);
	for (const [number, line] of text.split('\n').entries()) {
		const what = redaction.leakIn(line);
		if (what !== undefined) {
			throw new LeakError({ line: number, what });
		}
	}
	return text;
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
