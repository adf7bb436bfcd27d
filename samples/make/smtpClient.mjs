// A small SMTP client that keeps what it saw: the driver's own view of a session, from which the truth is made.
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Waits, in milliseconds. */
export const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One connection to a server. Every reply code received is in `codes`, in order, a multi-line reply once. */
export class SmtpClient {
	codes = [];
	refused = [];
	tls = false;
	auth = undefined;
	accepted = false;
	end = 'lost';
	#socket;
	#text = '';
	#waiting;
	#closed = false;

	/** `from` is the address to call from, `to` the server's; `port` 25 unless told. */
	constructor(from, to, port = 25) {
		Object.assign(this, { from, to, port });
	}

	/** Connects and reads the greeting. `opened` is the time of it, in ms since 1970. */
	async open() {
		this.opened = Date.now();
		this.#listen(connect({ host: this.to, port: this.port, localAddress: this.from }));
		return this.#reply();
	}

	/** Sends one line and returns the reply, `{ code, text }`. */
	async say(line) {
		this.#socket.write(`${line}\r\n`);
		const reply = await this.#reply();
		if (line === 'QUIT' && reply.code === '221') {
			this.end = 'completed';
		}
		return reply;
	}

	/** Waits for something the server says without being asked, such as 421 after a time-out. */
	async listen() {
		return this.#reply();
	}

	/** STARTTLS, the handshake, and the second EHLO. */
	async startTls(name) {
		await this.say('STARTTLS');
		this.#socket.removeAllListeners();
		const secure = connectTls({ socket: this.#socket, rejectUnauthorized: false });
		await new Promise((resolve, reject) => secure.once('secureConnect', resolve).once('error', reject));
		this.tls = true;
		this.#listen(secure);
		return this.say(`EHLO ${name}`);
	}

	/** AUTH PLAIN with an initial response, or AUTH LOGIN in three steps. */
	async authenticate(mechanism, user, password) {
		let reply;
		if (mechanism === 'PLAIN') {
			reply = await this.say(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`);
		} else {
			await this.say('AUTH LOGIN');
			await this.say(Buffer.from(user).toString('base64'));
			reply = await this.say(Buffer.from(password).toString('base64'));
		}
		this.auth = { mechanism, ok: reply.code === '235' };
		return reply;
	}

	/** RCPT TO, and remembers a refusal. */
	async recipient(address) {
		const reply = await this.say(`RCPT TO:<${address}>`);
		if (reply.code[0] !== '2') {
			this.refused.push({ recipient: address, code: reply.code });
		}
		return reply;
	}

	/** DATA and the content; returns the last reply and the queue id in it. */
	async content(message) {
		await this.say('DATA');
		const reply = await this.say(`${message.replace(/\n/g, '\r\n')}\r\n.`);
		this.accepted = reply.code === '250';
		return { ...reply, queueId: queueIdOf(reply.text) };
	}

	/** Writes without waiting for an answer. */
	write(text) {
		this.#socket.write(text);
	}

	/** Goes away without QUIT, as a client does that crashed. */
	drop() {
		this.#socket.destroy();
	}

	/** The session as it stands in the truth file. */
	truth() {
		return {
			peerAddress: this.from,
			role: 'server',
			codes: this.codes,
			tls: this.tls,
			...(this.auth && { auth: this.auth }),
			refused: this.refused,
			accepted: this.accepted,
			end: this.end,
		};
	}

	#listen(socket) {
		this.#socket = socket;
		socket.on('data', (bytes) => {
			this.#text += bytes.toString('latin1');
			this.#waiting?.();
		});
		socket.on('error', () => {});
		socket.on('close', () => {
			this.#closed = true;
			this.#waiting?.();
		});
	}

	async #reply() {
		for (;;) {
			const whole = /^(?:\d{3}-[^\n]*\n)*(\d{3})(?: ([^\n]*))?\r?\n/.exec(this.#text);
			if (whole) {
				this.#text = this.#text.slice(whole[0].length);
				this.codes.push(whole[1]);
				return { code: whole[1], text: (whole[2] ?? '').trim() };
			}
			if (this.#closed) {
				return { code: '', text: '' };
			}
			await new Promise((resolve) => (this.#waiting = resolve));
		}
	}
}

/** The queue id in the reply to the content: `Ok: queued as ID` (Postfix), `OK id=ID` (Exim). */
export function queueIdOf(text) {
	return /queued as ([\w-]+)|\bid=([\w-]+)/.exec(text)?.slice(1).find(Boolean);
}
