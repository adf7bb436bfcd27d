import { valueOf, type Format } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Message, Peer, Session, Stage } from '../core/model';
import { explainReply } from '../knowledge/explain';
import type { Reason } from '../knowledge/knowledge';
import { say, type Said } from '../knowledge/say';
import { shellQuote } from './shellQuote';

/** A command that a person may run to test what a finding says. It is only shown and copied, never run. */
export interface TestCommand {
	/** What it tests. Plain text. */
	readonly title: Said;
	/** Filled in, and quoted for a POSIX shell. */
	readonly command: string;
}

/** What the log knows of the place of a finding. */
interface Scene {
	readonly format: Format;
	readonly session: Session | undefined;
	readonly message: Message | undefined;
	/** The host that refused, or that was to be reached. */
	readonly server: Peer | undefined;
	/** The other side of a server's own log. */
	readonly client: Peer | undefined;
	readonly recipient: string | undefined;
	readonly sender: string | undefined;
	readonly stage: Stage | undefined;
	readonly reason: Reason;
	readonly text: string;
}

/** The commands that test what stands on a line, the likeliest first. */
export function testCommands(log: MailLog, line: number): TestCommand[] {
	const scene = sceneAt(log, line);
	return [
		...queueCommands(scene),
		...addressCommands(scene),
		...serverCommands(scene),
		...dnsCommands(scene),
	];
}

function sceneAt(log: MailLog, line: number): Scene {
	const event = log.event(line);
	const session = log.sessionAt(line);
	const message = log.messageAt(line);
	const delivery = message?.deliveries.find((each) => each.line === line);
	const step = session?.steps.findLast((each) => (each.reply?.line ?? each.line) === line);
	const reply = step?.reply ?? delivery?.reply;
	const text = [reply?.code, reply?.enhanced, reply?.text ?? delivery?.text ?? valueOf(event, 'text')];
	const isServer = session?.role === 'server';
	const recipient =
		delivery?.recipient ??
		valueOf(event, 'to') ??
		session?.recipients.find((each) => each.line === line)?.address;
	const server = isServer ? undefined : (delivery?.relay ?? session?.peer);
	return {
		format: event.format,
		session,
		message,
		server: server && plainPeer(server),
		client: isServer && session.peer ? plainPeer(session.peer) : undefined,
		recipient: plain(recipient),
		sender: plain(message?.sender ?? valueOf(event, 'from')),
		stage: step?.stage,
		reason: explainReply(text.filter(Boolean).join(' ')).reason,
		text: text.filter(Boolean).join(' '),
	};
}

/** A piece of the log that can be a word of a command. */
function plain(text: string | undefined): string | undefined {
	return text === undefined || shellQuote(text) === undefined ? undefined : text;
}

/** A command line of our own options and of words that stand for themselves. */
function shellCommand(...words: readonly string[]): string {
	return words.map((word) => (word.startsWith('-') ? word : shellQuote(word))).join(' ');
}

function plainPeer({ name, address, port }: Peer): Peer {
	const [plainName, plainAddress] = [plain(name), plain(address)];
	return {
		...(plainName !== undefined && { name: plainName }),
		...(plainAddress !== undefined && { address: plainAddress }),
		...(port !== undefined && { port }),
	};
}

/** What the queue knows of the message. */
function queueCommands({ format, message }: Scene): TestCommand[] {
	if (!message) {
		return [];
	}
	const id = message.queueId;
	if (format === 'exim') {
		return [
			{ title: say('test.messageLog', { id }), command: shellCommand('exim', '-Mvl', id) },
			{ title: say('test.messageHeaders', { id }), command: shellCommand('exim', '-Mvh', id) },
		];
	}
	return format === 'postfix'
		? [
				{
					title: say('test.queued', { id }),
					command: `postqueue -j | grep -F ${shellCommand(`"queue_id": "${id}"`)}`,
				},
				{ title: say('test.messageContent', { id }), command: shellCommand('postcat', '-q', id) },
			]
		: [];
}

/** How this host would deliver to the recipient: asked where this host refused, or could not tell where to. */
function addressCommands({ format, recipient, reason, client, server }: Scene): TestCommand[] {
	const isOwn = client !== undefined || server?.address === undefined;
	if (!recipient || !isOwn || !['recipient', 'domain', 'policy', 'unknown', 'quota'].includes(reason)) {
		return [];
	}
	if (format === 'exim') {
		return [
			{ title: say('test.route', { address: recipient }), command: shellCommand('exim', '-bt', recipient) },
		];
	}
	return format === 'postfix'
		? ['virtual_alias_maps', 'virtual_mailbox_maps', 'local_recipient_maps'].map((maps) => ({
				title: say('test.lookUp', { address: recipient, maps }),
				command: `${shellCommand('postmap', '-q', recipient)} $(postconf -hx ${maps} | tr ',' ' ')`,
			}))
		: [];
}

/** A conversation with the server that refused. */
function serverCommands({ server, recipient, sender, stage, reason, session }: Scene): TestCommand[] {
	const host = nameOf(server);
	if (!host || !server) {
		return [];
	}
	const port = String(server.port ?? (stage === 'auth' ? 587 : 25));
	const isTls = reason === 'tls' || stage === 'tls' || stage === 'starttls';
	const openssl: TestCommand = {
		title: say('test.tls', { host, port }),
		command: shellCommand(
			...['openssl', 's_client', '-connect', `${bracketed(host)}:${port}`],
			...(port === '465' ? [] : ['-starttls', 'smtp']),
			...(isAddress(host) ? [] : ['-servername', host]),
			...['-crlf', '-brief'],
		),
	};
	const user = plain(session?.auth?.user);
	const swaks: TestCommand = {
		title: say('test.conversation', { host, port }),
		command: shellCommand(
			...['swaks', '--server', host, '--port', port],
			...(port === '465' ? ['--tls-on-connect'] : ['--tls-optional']),
			...(stage === 'auth'
				? ['--auth', session?.auth?.mechanism ?? 'PLAIN', ...(user ? ['--auth-user', user] : [])]
				: []),
			...(sender === undefined ? [] : ['--from', sender === '' ? '<>' : sender]),
			...(recipient === undefined ? [] : ['--to', recipient]),
			...['--quit-after', stage === 'auth' ? 'AUTH' : recipient === undefined ? 'EHLO' : 'RCPT'],
		),
	};
	return isTls ? [openssl, swaks] : [swaks, openssl];
}

/** What the DNS says of those whom the refusal is about. */
function dnsCommands({ reason, text, client, recipient, sender }: Scene): TestCommand[] {
	const commands: TestCommand[] = [];
	const dig = (type: string, name: string) =>
		commands.push({
			title: say('test.dns', { type, name }),
			command: shellCommand('dig', '+short', name, type),
		});
	if (['reputation', 'domain', 'policy'].includes(reason) && client?.address) {
		commands.push({
			title: say('test.dns', { type: 'PTR', name: client.address }),
			command: shellCommand('dig', '+short', '-x', client.address),
		});
	}
	const zone = /\busing ([a-z\d-]+(?:\.[a-z\d-]+){1,6})\b/i.exec(text)?.[1];
	const reversed = reversedAddress(/\[(\d{1,3}(?:\.\d{1,3}){3})\]/.exec(text)?.[1] ?? client?.address);
	if (zone && reversed) {
		dig('A', `${reversed}.${zone}`);
		dig('TXT', `${reversed}.${zone}`);
	}
	const domain = domainOf(reason === 'sender' || reason === 'authentication' ? sender : recipient);
	if (domain && ['domain', 'network', 'recipient'].includes(reason)) {
		dig('MX', domain);
	}
	if (domain && reason === 'sender') {
		dig('MX', domain);
	}
	if (domain && reason === 'authentication') {
		dig('TXT', domain);
		dig('TXT', `_dmarc.${domain}`);
	}
	return commands;
}

/** `192.0.2.1` → `1.2.0.192` (RFC 5782 §2.1) */
function reversedAddress(address: string | undefined): string | undefined {
	return address && /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)
		? address.split('.').reverse().join('.')
		: undefined;
}

function domainOf(address: string | undefined): string | undefined {
	const at = address?.lastIndexOf('@') ?? -1;
	const domain = at < 0 ? '' : (address?.slice(at + 1) ?? '');
	return /^\w[\w-]*(?:\.[\w-]+)+$/.test(domain) ? domain : undefined;
}

function nameOf(peer: Peer | undefined): string | undefined {
	return peer?.name && peer.name !== 'unknown' ? peer.name : peer?.address;
}

function isAddress(host: string): boolean {
	return host.includes(':') || /^[\d.]+$/.test(host);
}

/** An IPv6 address before a port. */
function bracketed(host: string): string {
	return host.includes(':') ? `[${host}]` : host;
}
