// The servers at the far end, played by the driver so that it knows what they answered: a mail exchanger that
// refuses and defers as it is told, and a content filter that hands every message back.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { SmtpClient } from './smtpClient.mjs';

/**
 * Listens on `address`:`port` and keeps every session in `sessions`: when it was opened, by whom, codes sent, TLS, refusals, end.
 * `answer(recipient)` gives the reply to RCPT; `receive(envelope)` gives the reply to the content.
 */
export async function startRemoteServer({ address, port, name, tls, answer, receive }) {
	const sessions = [];
	const server = createServer((socket) => serve(socket, { address, name, tls, answer, receive }, sessions));
	await new Promise((resolve) => server.listen(port, address, resolve));
	return { sessions, close: () => server.close() };
}

function serve(plain, options, sessions) {
	const session = {
		peerAddress: options.address,
		role: 'client',
		codes: [],
		tls: false,
		refused: [],
		accepted: false,
		end: 'lost',
	};
	sessions.push({ opened: Date.now(), caller: plain.remoteAddress, session });
	let socket = plain;
	let envelope = { recipients: [] };
	let content;
	let pending = '';
	const say = (text) => {
		session.codes.push(text.slice(0, 3));
		socket.write(`${text}\r\n`);
	};
	let working = Promise.resolve();
	const read = (bytes) => {
		pending += bytes.toString('latin1');
		const lines = pending.split('\r\n');
		pending = lines.pop();
		working = working.then(async () => {
			for (const line of lines) {
				await take(line);
			}
		});
	};
	plain.on('error', () => {});
	plain.on('data', read);
	say(`220 ${options.name} ESMTP`);

	async function take(line) {
		if (content !== undefined) {
			if (line !== '.') {
				content += `${line}\r\n`;
				return;
			}
			const reply = await options.receive({ ...envelope, content });
			content = undefined;
			envelope = { recipients: [] };
			session.accepted = reply.startsWith('250');
			say(reply);
			return;
		}
		await (verbs[line.slice(0, 4).toUpperCase()] ?? verbs.other)(line);
	}

	const verbs = {
		EHLO() {
			const offers = ['PIPELINING', 'SIZE 10240000', ...(options.tls && !session.tls ? ['STARTTLS'] : [])];
			const lines = [options.name, ...offers, 'ENHANCEDSTATUSCODES', '8BITMIME'];
			say(lines.map((text, i) => `250${i === lines.length - 1 ? ' ' : '-'}${text}`).join('\r\n'));
		},
		STAR() {
			say('220 2.0.0 Ready to start TLS');
			plain.removeListener('data', read);
			const credentials = { key: readFileSync(options.tls.key), cert: readFileSync(options.tls.cert) };
			socket = new TLSSocket(plain, { isServer: true, ...credentials });
			socket.on('error', () => {});
			socket.on('data', read);
			session.tls = true;
		},
		MAIL(line) {
			envelope = { sender: /<([^>]*)>/.exec(line)[1], recipients: [] };
			say('250 2.1.0 Ok');
		},
		RCPT(line) {
			const recipient = /<([^>]*)>/.exec(line)[1];
			const reply = options.answer(recipient);
			if (reply.startsWith('250')) {
				envelope.recipients.push(recipient);
			} else {
				session.refused.push({ recipient, code: reply.slice(0, 3) });
			}
			say(reply);
		},
		DATA() {
			if (envelope.recipients.length === 0) {
				say('554 5.5.1 Error: no valid recipients');
				return;
			}
			content = '';
			say('354 End data with <CR><LF>.<CR><LF>');
		},
		RSET() {
			envelope = { recipients: [] };
			say('250 2.0.0 Ok');
		},
		QUIT() {
			session.end = 'completed';
			say('221 2.0.0 Bye');
			socket.end();
		},
		other() {
			say('502 5.5.2 Error: command not recognized');
		},
	};
}

/** What the content filter does with a message: hands it back to Postfix on port 10026 and passes its answer on. */
export function handBack(from, to, keep) {
	return async ({ sender, recipients, content }) => {
		const client = new SmtpClient(from, to, 10026);
		await client.open();
		await client.say('EHLO filter.example.com');
		await client.say(`MAIL FROM:<${sender}>`);
		for (const recipient of recipients) {
			await client.recipient(recipient);
		}
		const reply = await client.content(content.replace(/\r\n/g, '\n').replace(/\n$/, ''));
		await client.say('QUIT');
		keep(client, reply);
		return `250 2.0.0 from filter: ${reply.text}`;
	};
}
