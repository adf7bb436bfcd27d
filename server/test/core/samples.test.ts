import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import type { Message, Session } from '../../src/core/model';

/** What really happened when a sample was made: noted by what drove the servers and clients, not read from their logs. */
interface Truth {
	readonly sessions: readonly TrueSession[];
	readonly messages: readonly TrueMessage[];
}
interface TrueSession {
	readonly peerAddress: string;
	readonly role: Session['role'];
	readonly codes?: readonly string[];
	readonly tls: boolean;
	readonly auth?: { readonly mechanism: string; readonly ok: boolean };
	readonly refused: readonly { readonly recipient: string; readonly code: string }[];
	readonly accepted: boolean;
	readonly end: Session['outcome'];
	readonly queueIds?: readonly string[];
}
interface TrueMessage {
	readonly queueId: string;
	readonly sender: string;
	readonly recipients: readonly {
		readonly address: string;
		readonly outcome: string;
		readonly original?: string;
	}[];
	readonly end: Message['end'];
	readonly parent?: string;
	readonly children?: readonly string[];
}

const truths = JSON.parse(readFileSync('server/test/fixtures/samples-truth.json', 'utf8')) as Record<
	string,
	Truth
>;

function sample(name: string): { log: MailLog; truth: Truth } {
	const truth = truths[name];
	assert.ok(truth, `the truth of ${name}`);
	return { log: MailLog.of(readFileSync(`samples/${name}`)), truth };
}

/** In the order in which they began. */
function sessionsOf(log: MailLog, role: Session['role']): Session[] {
	return [...log.sessions()].filter(
		(session) => session.role === role && session.steps.some(({ stage }) => stage !== 'connect'),
	);
}

for (const name of ['postfix.log', 'exim-mainlog']) {
	test(`${name}: every session that came in, in order, as it really was`, () => {
		const { log, truth } = sample(name);
		const isExim = name.startsWith('exim');
		const found = sessionsOf(log, 'server').map((session) => ({
			peerAddress: session.peer?.address,
			tls: session.tls !== undefined,
			auth: session.auth?.ok,
			refused: refusedBy(session),
			accepted: session.accepted === true,
			end: session.outcome,
		}));
		const expected = truth.sessions
			.filter(({ role }) => role === 'server')
			.map((session) => ({
				peerAddress: session.peerAddress,
				// Exim's log speaks of TLS only where a mail came in on it.
				tls: session.tls && (!isExim || session.accepted),
				auth: session.auth?.ok,
				refused: session.refused.map(({ recipient }) => recipient),
				accepted: session.accepted,
				end: session.end,
			}));
		assert.deepEqual(found, expected);
	});
}

test('postfix.log: refusals have the codes that the client got', () => {
	const { log, truth } = sample('postfix.log');
	const found = [...log.sessions()].flatMap(({ recipients }) =>
		recipients.map(({ address, code }) => `${address} ${code}`),
	);
	const expected = truth.sessions.flatMap(({ refused }) =>
		refused.map(({ recipient, code }) => `${recipient} ${code}`),
	);
	assert.deepEqual(found.sort(), expected.sort());
});

for (const name of ['postfix.log', 'exim-mainlog', 'exim-default-mainlog']) {
	test(`${name}: what became of every mail`, () => {
		const { log, truth } = sample(name);
		for (const expected of truth.messages) {
			const [message, ...others] = log.messagesById(expected.queueId);
			assert.ok(message && others.length === 0, expected.queueId);
			assert.equal(message.sender, expected.sender);
			assert.deepEqual(
				message.recipients.map(({ address, outcome }) => `${localPart(address)} ${outcome}`).sort(),
				expected.recipients.map(({ address, outcome }) => `${localPart(address)} ${outcome}`).sort(),
			);
			assert.equal(message.end, expected.end, expected.queueId);
			assert.equal(message.parent, expected.parent);
			assert.deepEqual(message.children, expected.children ?? []);
		}
	});

	test(`${name}: no line of the mail server is left unread`, () => {
		assert.equal(sample(name).log.unrecognized, 0);
	});
}

for (const name of ['swaks.txt', 'session.smtp', 'curl.txt']) {
	test(`${name}: every session with every reply, in order`, () => {
		const { log, truth } = sample(name);
		const found = [...log.sessions()].map((session) => ({
			codes: session.steps.flatMap(({ reply }) => (reply ? [reply.code] : [])),
			tls: session.tls !== undefined,
			auth: session.auth && { mechanism: session.auth.mechanism, ok: session.auth.ok },
			refused: session.recipients
				.filter(({ code }) => /^[45]/.test(code))
				.map(({ address, code }) => `${address} ${code}`),
			accepted: session.accepted === true,
			queueIds: session.queueIds,
		}));
		const expected = truth.sessions.map((session) => ({
			codes: session.codes ?? [],
			tls: session.tls,
			auth: session.auth,
			refused: session.refused.map(({ recipient, code }) => `${recipient} ${code}`),
			accepted: session.accepted,
			queueIds: session.queueIds ?? [],
		}));
		assert.deepEqual(found, expected);
	});
}

/** Who was refused: a reply with its code, or, where the log has no code, the failed RCPT. */
function refusedBy(session: Session): string[] {
	return session.steps
		.filter(({ stage, failed, reply }) => stage === 'rcpt' && (failed ?? /^[45]/.test(reply?.code ?? '')))
		.map(({ command }) => /<(.*)>/.exec(command ?? '')?.[1] ?? '');
}

/** Exim names local recipients by their local part alone. */
function localPart(address: string): string {
	return address.split('@')[0] ?? '';
}
