import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { shellQuote } from './shellQuote';

/** Mechanisms that swaks has. */
const mechanisms = new Set(['PLAIN', 'LOGIN', 'CRAM-MD5', 'CRAM-SHA1', 'DIGEST-MD5', 'NTLM']);

/**
 * The command that tries a session again with swaks, with the log's own values; never a password: without `--auth-password` swaks asks
 * for it. What the log does not tell is left out. Undefined where it tells neither a server nor a recipient.
 */
export function swaksCommand(log: MailLog, index: number): string | undefined {
	const session = log.session(index);
	const server = serverOf(log, session);
	const recipients = recipientsOf(log, session);
	if (server.name === undefined && recipients.length === 0) {
		return undefined;
	}
	const sender = senderOf(log, session);
	const options: (readonly [string, string?])[] = [
		...option('--server', server.name),
		...option('--port', server.port === undefined ? undefined : String(server.port)),
		...(session.steps.some(({ command }) => /^LHLO\b/i.test(command ?? '')) || session.program === 'lmtp'
			? option('--protocol', 'LMTP')
			: []),
		...option('--ehlo', greetingOf(log, session)),
		...tlsOptions(session, server.port),
		...authOptions(session),
		...option('--from', sender === '' ? '<>' : sender),
		...option('--to', recipients.length > 0 ? recipients.join(',') : undefined),
		...option('--quit-after', lastStage(session)),
	];
	const words = options.flatMap(([name, value]) => {
		const quoted = value === undefined ? undefined : shellQuote(value);
		return value === undefined ? [name] : quoted === undefined ? [] : [name, quoted];
	});
	return ['swaks', ...words].join(' ');
}

function option(name: string, value: string | undefined): (readonly [string, string])[] {
	return value === undefined || value === '' ? [] : [[name, value]];
}

/** The side that was spoken to: the peer of a client, and where the log is the server's its own host. */
function serverOf(log: MailLog, session: Session): { name?: string; port?: number } {
	const { role, peer } = session;
	if (role !== 'server') {
		const greeting = session.steps.find(({ stage }) => stage === 'greeting')?.reply?.text;
		const name =
			[peer?.name, peer?.address].find((each) => each !== undefined && each !== 'unknown') ??
			nameIn(greeting);
		return { ...(name !== undefined && { name }), ...(peer?.port !== undefined && { port: peer.port }) };
	}
	const events = session.lines.slice(0, 20).map((line) => log.event(line));
	const local = events.map((event) => valueOf(event, 'localAddress')).find((each) => each !== undefined);
	// I=[192.0.2.25]:587
	const [, port] = /\]:(\d{1,5})$/.exec(local ?? '') ?? [];
	const service = events.map((event) => event.service).find((each) => each !== undefined) ?? '';
	const name =
		events.map((event) => event.logHost).find((each) => each !== undefined) ??
		local?.slice(1, local.indexOf(']'));
	return { ...(name !== undefined && { name }), port: port === undefined ? portOf(service) : Number(port) };
}

function portOf(service: string): number {
	if (/smtps|submissions/.test(service)) {
		return 465;
	}
	return service.includes('submission') ? 587 : 25;
}

/** The first word of a greeting that is a name or an address. */
function nameIn(text: string | undefined): string | undefined {
	return /^[A-Za-z0-9:][A-Za-z0-9.:-]*(?=\s|$)/.exec(text ?? '')?.[0];
}

/** What the client called itself. */
function greetingOf(log: MailLog, session: Session): string | undefined {
	for (const { command } of session.steps) {
		// EHLO client.example.org
		const name = /^(?:EHLO|HELO|LHLO)\s+(\S+)/i.exec(command ?? '')?.[1];
		if (name !== undefined) {
			return name;
		}
	}
	return session.lines
		.slice(0, 50)
		.map((line) => valueOf(log.event(line), 'helo'))
		.find((helo) => helo !== undefined && helo !== '');
}

function tlsOptions(session: Session, port: number | undefined): (readonly [string])[] {
	const asked = session.steps.some(({ stage }) => stage === 'starttls');
	const isUp = session.tls !== undefined || session.steps.some(({ stage }) => stage === 'tls');
	if (port === 465 || (isUp && !asked && session.role === 'observer')) {
		return isUp || port === 465 ? [['--tls-on-connect']] : [];
	}
	return asked || isUp ? [['--tls']] : [];
}

function authOptions({ auth, steps }: Session): (readonly [string, string?])[] {
	const command = steps
		.map((step) => /^AUTH\s+([\w-]+)/i.exec(step.command ?? '')?.[1])
		.find((each) => each !== undefined);
	const mechanism = (auth?.mechanism ?? command)?.toUpperCase();
	if (!auth && mechanism === undefined) {
		return [];
	}
	const isKnown = mechanism !== undefined && mechanisms.has(mechanism);
	return [isKnown ? ['--auth', mechanism] : ['--auth'], ...option('--auth-user', auth?.user)];
}

/** The sender, empty for a bounce. */
function senderOf(log: MailLog, session: Session): string | undefined {
	for (const { command } of session.steps) {
		// MAIL FROM:<a@example.org> SIZE=31
		const from = /^MAIL FROM:\s*<([^>]*)>/i.exec(command ?? '')?.[1];
		if (from !== undefined) {
			return from;
		}
	}
	for (const id of session.queueIds) {
		const sender = log.messagesById(id).find((message) => message.sender !== undefined)?.sender;
		if (sender !== undefined) {
			return sender;
		}
	}
	return session.lines.map((line) => valueOf(log.event(line), 'from')).find((from) => from !== undefined);
}

function recipientsOf(log: MailLog, session: Session): string[] {
	const said = session.steps.flatMap(
		({ command }) => /^RCPT TO:\s*<([^>]+)>/i.exec(command ?? '')?.[1] ?? [],
	);
	const answered = session.recipients.map(({ address }) => address);
	const queued = session.queueIds.flatMap((id) =>
		log.messagesById(id).flatMap(({ recipients }) => recipients.map(({ address }) => address)),
	);
	const found = said.length > 0 ? said : answered.length > 0 ? answered : queued;
	return [...new Set(found)].filter((address) => address !== '' && !address.includes(','));
}

/** Where swaks is to stop: behind the last stage of a session that never came to its content. */
function lastStage({ steps }: Session): string | undefined {
	const has = (...stages: Step['stage'][]) =>
		steps.some(({ stage, evidence }) => stages.includes(stage) && evidence !== 'implied');
	if (has('data', 'content')) {
		return undefined;
	}
	if (has('rcpt')) {
		return 'RCPT';
	}
	if (has('mail')) {
		return 'MAIL';
	}
	if (has('auth')) {
		return 'AUTH';
	}
	if (has('starttls', 'tls')) {
		return 'TLS';
	}
	return has('hello') ? 'EHLO' : 'CONNECT';
}
