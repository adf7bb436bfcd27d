// What the scenarios share: running things on the two servers, transcripts, and the record of the truth.
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SmtpClient, wait } from './smtpClient.mjs';

const lab = process.env.SAMPLES_LAB;
const out = process.env.SAMPLES_OUT;

export const mx1 = '192.0.2.25';
export const org = '198.51.100.25';

/** Runs a command on a server (`mx1` or `org`) as root and returns its output. The driver goes on serving meanwhile. */
export async function on(host, ...command) {
	const args = ['netns', 'exec', host, 'chroot', join(lab, host), ...command];
	return (await promisify(execFile)('ip', args)).stdout;
}

/** A file of a server, '' if it is not there. */
export function fileOf(host, path) {
	const file = join(lab, host, path);
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The lab's certificate and key of a server. */
export const certificateOf = (name) => ({
	key: join(lab, 'tls', `${name}.key`),
	cert: join(lab, 'tls', `${name}.crt`),
});

/** Writes a sample. */
export function writeSample(name, text) {
	writeFileSync(join(out, name), text);
}

/**
 * Runs a client program with a transcript on its output; returns what a person would see.
 * `input` is a text for its standard input, or lines to be typed, each after the answer to the one before.
 */
export function transcriptOf(command, input = '') {
	return new Promise((resolve) => {
		// One pipe for both, as on a terminal, or what is said on the two could change places.
		const child = spawn('sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], { stdio: 'pipe' });
		let text = '';
		child.stdout.on('data', (bytes) => (text += bytes));
		child.on('close', () => resolve(text));
		child.stdin.on('error', () => {});
		if (typeof input === 'string') {
			child.stdin.end(input);
		} else {
			type(child.stdin, input, () => text);
		}
	});
}

// Types a line when the text has stood still for 700 ms.
async function type(stdin, lines, textSoFar) {
	for (const line of lines) {
		let before;
		do {
			before = textSoFar();
			await wait(700);
		} while (before !== textSoFar());
		stdin.write(`${line}\n`);
	}
}

/** A message with a Message-ID that is the scenario's name. */
export function mail(name, from, to, text = 'Hello,\n\nthis is a test message.\n') {
	const header = [
		`From: <${from}>`,
		`To: <${to}>`,
		`Subject: ${name}`,
		`Message-ID: <${name}@${from.split('@')[1]}>`,
	];
	return `${[...header, `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`].join('\n')}\n\n${text}`;
}

/** The messages in a user's mailbox. */
export function mailbox(host, user) {
	return fileOf(host, `var/mail/${user}`)
		.split(/^From /m)
		.slice(1);
}

/** The queue id under which one server took a message from the other over TLS: in the top Received field. */
export function takenBy(host, user, messageId) {
	const found = mailbox(host, user).find((text) => text.includes(`<${messageId}>`));
	insist(found, `${messageId} in the mailbox of ${user}`);
	const received = /^Received: [^;]*/m.exec(found)[0];
	insist(/esmtps/i.test(received), `${messageId} handed over with TLS`);
	return /\sid ([\w-]+)/.exec(received)[1];
}

/** Fails the run when the driver did not see what the scenario is about. */
export function insist(holds, what) {
	if (!holds) {
		throw new Error(`not as planned: ${what}`);
	}
}

/** The truth about one sample: sessions in order of their connect, and messages. */
export class Truth {
	#sessions = [];
	messages = [];

	/** Connects a client of the driver's own and says EHLO as `name`; `name` empty: only connects. */
	async open(from, to, name, port) {
		const client = new SmtpClient(from, to, port);
		const opening = client.open();
		this.#sessions.push({ opened: client.opened, truth: () => client.truth() });
		await opening;
		if (name) {
			await client.say(`EHLO ${name}`);
		}
		return client;
	}

	/** A session that another program had, opened at `opened` (ms since 1970). */
	add(opened, session) {
		this.#sessions.push({ opened, truth: () => session });
	}

	/**
	 * What became of a message: `outcomes` has each recipient's, as a word, or as `{ outcome, original }` for one that
	 * came out of an alias.
	 */
	message(queueId, sender, outcomes, end, more = {}) {
		insist(queueId, `a queue id for the message of ${sender}`);
		const recipients = Object.entries(outcomes).map(([address, outcome]) => ({
			address,
			...(typeof outcome === 'string' ? { outcome } : outcome),
		}));
		this.messages.push({ queueId, sender, recipients, end, ...more });
	}

	toJSON() {
		const inOrder = this.#sessions.toSorted((a, b) => a.opened - b.opened);
		return { sessions: inOrder.map(({ truth }) => truth()), messages: this.messages };
	}
}
