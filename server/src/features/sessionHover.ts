import type { Position } from 'vscode-languageserver-types';
import { peerWords, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { clockWords } from './clockWords';
import { cutWords } from './cutWords';
import { escapeMarkdown } from '../knowledge/markdown';
import { proofWords } from './proofWords';
import { strip } from './strip';

/** The session of a line in a few lines: who, how it ended, its stages, why this line is of it, what proves its time. Nothing over the time and host before what the line says, nor over mail content. */
export function sessionHover(log: MailLog, { line, character }: Position): string | undefined {
	const session = log.sessionAt(line);
	if (!session || session.steps.length === 0) {
		return undefined;
	}
	const event = log.event(line);
	if (event.kind === 'data' || character < event.start || character >= log.text(line).length) {
		return undefined;
	}
	const stages = escapeMarkdown(strip(session, log));
	const head = `**Session ${sessionId(session.index)}** · ${sessionWords(session)}`;
	return [head, stages, proofWords(log.proofOf(line).session), clockWords(log, line)]
		.filter(Boolean)
		.join('\n\n');
}

/** `from mx.example.net [192.0.2.1] · TLSv1.3 · PLAIN · completed`. Markdown. */
export function sessionWords({ role, peer, tls, auth, outcome, cut }: Session): string {
	const who = peerWords(peer);
	const login = auth && `${auth.mechanism ?? 'AUTH'}${auth.ok ? '' : ' without success'}`;
	return [
		who && `${role === 'server' ? 'from' : 'to'} ${who}`,
		tls && (tls.version ?? 'TLS'),
		login,
		outcome,
		cutWords(cut),
	]
		.filter((part) => part !== undefined && part !== '')
		.map((part) => escapeMarkdown(String(part)))
		.join(' · ');
}
