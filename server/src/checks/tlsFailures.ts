import { fieldOf, valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Message, Session } from '../core/model';
import { plainText } from './words';
import { isRefusal } from './refusals';
import { remembered } from './remembered';
import { tlsReasonOf, type TlsReason } from './tlsReasons';

/** A handshake that failed. */
export interface TlsFailure {
	/** The line that says so, from 0. */
	readonly line: number;
	readonly reason: TlsReason;
	/** What the log says of it, without what stands before. */
	readonly text: string;
	/** The queue id of the mail that was to go out on it. */
	readonly message?: number;
}

// (recv): The TLS connection was non-properly terminated.   (SSL_read): …  of a connection on which TLS worked
const afterHandshake = /\((?:recv|send|SSL_read|SSL_write)\)|^SSL_write|SSL channel closed on write/;

/** The handshake of a session that failed; `undefined` where none did. */
export const tlsFailureOf = remembered((session: Session, log: MailLog): TlsFailure | undefined => {
	const { steps, lines } = session;
	const at = steps.findIndex(({ stage, failed }) => stage === 'tls' && failed);
	const step = steps[at];
	const isRefused = steps.some(({ stage, reply }) => stage === 'starttls' && reply && isRefusal(reply));
	if (!step || isRefused || steps.slice(at + 1).some(({ stage, failed }) => stage === 'tls' && !failed)) {
		return undefined;
	}
	const words = lines.flatMap((line) => {
		const event = log.event(line);
		const isTold = event.kind === 'tls-failed' || event.kind === 'tls-unverified' || event.kind === 'warning';
		const text = valueOf(event, 'text') ?? log.text(line).slice(event.start);
		const isTls = event.kind !== 'warning' || log.text(line).includes('TLS library problem');
		return line === step.line || (isTold && isTls) ? [text] : [];
	});
	const near = session.role === 'observer' ? nearWords(session, step.line, log) : [];
	const text = words.join(' ');
	if (afterHandshake.test(text)) {
		return undefined;
	}
	const message =
		log.messageIndexAt(step.line) ??
		lines.map((line) => log.messageIndexAt(line)).find((each) => each !== undefined);
	return {
		line: step.line,
		reason: tlsReasonOf([text, ...near].join(' ')),
		text: libraryWords(words.at(-1) ?? ''),
		...(session.role === 'client' && message !== undefined && { message }),
	};
});

/** Tools tell the reason in a line before or behind the one that says that it failed. */
function nearWords({ lines }: Session, line: number, log: MailLog): string[] {
	const at = lines.indexOf(line);
	return lines.slice(Math.max(0, at - 2), at + 3).map((each) => log.text(each));
}

/** `error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:` → `wrong version number` */
function libraryWords(text: string): string {
	// …SSL routines::wrong version number:…   …SSL routines:ssl3_get_record:wrong version number:…
	//                ------------------
	const words = /SSL routines:[\w ]{0,60}:([\w ,'-]{3,100})/.exec(text)?.[1] ?? text;
	return plainText(words, 120);
}

/** TLS that failed, after which the same mail went to the same host without it. */
export interface FallBack extends TlsFailure {
	readonly host: string;
	/** Where it was delivered. */
	readonly delivered: number;
}

/** How a mail went out in the clear because TLS had failed (Exim says so; Postfix's lines show it). */
export const fallBackOf = remembered((message: Message, log: MailLog): FallBack | undefined => {
	for (const line of message.lines) {
		const event = log.event(line);
		if (event.kind !== 'tls-failed') {
			continue;
		}
		const text = valueOf(event, 'text') ?? '';
		if (!/delivering unencrypted to |Cannot start TLS: /.test(log.text(line))) {
			continue;
		}
		const failed = log.sessionAt(line);
		const address = valueOf(event, 'address') ?? failed?.peer?.address;
		const delivery = message.deliveries.find(
			({ line: at, status, relay, session }) =>
				at > line &&
				status === 'sent' &&
				(relay?.address === address || address === undefined) &&
				(session === undefined || !isSecured(log, session, line)),
		);
		if (delivery) {
			const failure = failed && tlsFailureOf(failed, log);
			const host = fieldOf(event, 'host')?.value ?? delivery.relay?.name ?? delivery.relay?.address ?? '';
			return {
				line,
				reason: failure && failure.reason !== 'other' ? failure.reason : tlsReasonOf(text),
				text: failure?.text ?? plainText(text, 120),
				host: plainText(host, 100),
				delivered: delivery.line,
			};
		}
	}
	return undefined;
});

function isSecured(log: MailLog, session: number, after: number): boolean {
	return log.linesOfSession(session).some((line) => line > after && log.kindAt(line) === 'tls-established');
}
