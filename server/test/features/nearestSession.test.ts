import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionIndex } from '../../src/checks/words';
import { MailLog } from '../../src/core/mailLog';
import { NearestSearch, proposalWords } from '../../src/features/comparison/nearest';
import { SessionChoices } from '../../src/features/sessionChoices';
import { log, postfix } from './logs';

/** What is proposed for a session (`s1` is the first), in words; how many steps it took. */
function proposed(model: MailLog, session: string, language?: string): string | undefined {
	const index = sessionIndex(session) ?? assert.fail(session);
	const search = new NearestSearch(model, index);
	for (const _step of search.steps());
	return search.found && proposalWords(model, index, search.found)(language);
}

/** One session of Postfix's server. It is refused, or its mail is taken. */
function session(
	{ at, from, to = 'bob@example.com', sender = 'alice@example.org', user }: Mail,
	outcome: 'refused' | 'taken' | 'wrong password',
): string {
	const pid = (count += 1);
	const line = (text: string) => postfix(at, `smtpd[${pid}]`, text);
	const id = `4jYB4w0dbLz${pid}`;
	const login = user === undefined ? '' : `, sasl_method=PLAIN, sasl_username=${user}`;
	switch (outcome) {
		case 'refused':
			return log(
				line(`connect from ${from}`),
				line(
					`NOQUEUE: reject: RCPT from ${from}: 550 5.1.1 <${to}>: User unknown; from=<${sender}> to=<${to}> proto=ESMTP helo=<mail>`,
				),
				line(`disconnect from ${from} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`),
			);
		case 'wrong password':
			return log(
				line(`connect from ${from}`),
				line(
					`warning: ${from}: SASL PLAIN authentication failed: authentication failure, sasl_username=${user ?? ''}`,
				),
				line(`disconnect from ${from} ehlo=1 auth=0/1 quit=1 commands=2/3`),
			);
		case 'taken':
			return log(
				line(`connect from ${from}`),
				line(`${id}: client=${from}${login}`),
				postfix(at, 'cleanup[9]', `${id}: message-id=<${id}@example.org>`),
				postfix(at, 'qmgr[8]', `${id}: from=<${sender}>, size=900, nrcpt=1 (queue active)`),
				line(`disconnect from ${from} ehlo=1${user ? ' auth=1' : ''} mail=1 rcpt=1 data=1 quit=1 commands=5`),
			);
	}
}
interface Mail {
	readonly at: string;
	readonly from: string;
	readonly to?: string;
	readonly sender?: string;
	readonly user?: string;
}
let count = 1000;

const here = 'mx1.example.org[192.0.2.9]';
const beside = 'mx2.example.org[192.0.2.77]';
const elsewhere = 'mx.example.net[198.51.100.7]';
const farAway = 'host.example.edu[203.0.113.5]';

/** A log whose last session is asked for, and what is proposed for it. */
const rows: readonly (readonly [what: string, text: string, expected: string | undefined])[] = [
	[
		'the same client comes before one that is nearer',
		session({ at: '10:00:00', from: here }, 'taken') +
			session({ at: '10:11:59', from: elsewhere, sender: 'a@example.net' }, 'taken') +
			session({ at: '10:12:00', from: here }, 'refused'),
		'That one (s1) is the nearest that worked: same client, 12 minutes before.',
	],
	[
		'of the same client, the nearest in time',
		session({ at: '10:00:00', from: here }, 'taken') +
			session({ at: '10:11:00', from: here }, 'taken') +
			session({ at: '10:12:00', from: here }, 'refused'),
		'That one (s2) is the nearest that worked: same client, 60 seconds before.',
	],
	[
		'one that failed, too, is not proposed',
		session({ at: '10:00:00', from: farAway, sender: 'x@example.edu', to: 'y@example.com' }, 'taken') +
			session({ at: '10:11:00', from: here }, 'refused') +
			session({ at: '10:12:00', from: here }, 'refused'),
		'That one (s1) is the nearest that worked: same program, 12 minutes before.',
	],
	[
		'the same user, from elsewhere',
		session({ at: '10:00:00', from: elsewhere, user: 'alice' }, 'taken') +
			session({ at: '10:11:00', from: beside, user: 'bob' }, 'taken') +
			session({ at: '10:12:00', from: here, user: 'alice' }, 'wrong password'),
		'That one (s1) is the nearest that worked: same user, 12 minutes before.',
	],
	[
		'a mail that was accepted without a login is no login that worked',
		session({ at: '10:00:00', from: here }, 'taken') +
			session({ at: '10:12:00', from: here, user: 'alice' }, 'wrong password'),
		undefined,
	],
	[
		'the same network',
		session({ at: '10:00:00', from: 'other.example.com[192.0.2.80]', sender: 'x@example.com' }, 'taken') +
			session({ at: '10:11:00', from: elsewhere, sender: 'a@example.net' }, 'taken') +
			session({ at: '10:12:00', from: here }, 'refused'),
		'That one (s1) is the nearest that worked: same network, 12 minutes before.',
	],
	[
		'the same domain',
		session({ at: '10:00:00', from: 'mx9.example.org[203.0.113.9]', sender: 'x@example.com' }, 'taken') +
			session({ at: '10:12:00', from: here }, 'refused'),
		'That one (s1) is the nearest that worked: same domain, 12 minutes before.',
	],
	[
		'the same sender',
		session({ at: '10:00:00', from: elsewhere, sender: 'alice@example.org' }, 'taken') +
			session({ at: '10:11:00', from: farAway, sender: 'x@example.com', to: 'y@example.com' }, 'taken') +
			session({ at: '10:12:00', from: here }, 'refused'),
		'That one (s1) is the nearest that worked: same sender or recipient, 12 minutes before.',
	],
	[
		'for a session that worked, the nearest that failed',
		session({ at: '10:00:00', from: here }, 'refused') + session({ at: '10:12:00', from: here }, 'taken'),
		'That one (s1) is the nearest that failed: same client, 12 minutes before.',
	],
	['none, where none worked', session({ at: '10:12:00', from: here }, 'refused'), undefined],
];

for (const [what, text, expected] of rows) {
	test(`proposed: ${what}`, () => {
		const model = MailLog.of(text);
		assert.equal(proposed(model, `s${model.sessionCount}`), expected);
	});
}

test('one that came later is proposed, too; in Indonesian', () => {
	const model = MailLog.of(
		session({ at: '10:00:00', from: here }, 'refused') + session({ at: '10:12:00', from: here }, 'taken'),
	);
	assert.equal(
		proposed(model, 's1', 'id'),
		'Sesi itu (s2) adalah yang terdekat yang berhasil: klien yang sama, 12 menit sesudahnya.',
	);
});

test('what was found is found anew when the log has changed', () => {
	const model = MailLog.of(
		session({ at: '10:00:00', from: here }, 'refused') + session({ at: '10:12:00', from: beside }, 'taken'),
	);
	assert.match(proposed(model, 's1') ?? '', /^That one \(s2\).*same network/);
	model.append(new TextEncoder().encode(session({ at: '10:13:00', from: here }, 'taken')));
	assert.match(proposed(model, 's1') ?? '', /^That one \(s3\).*same client/);
});

test('in a long log, most sessions are glanced at, and few are made', () => {
	const many = Array.from({ length: 3000 }, () => session({ at: '10:05:00', from: elsewhere }, 'taken'));
	const model = MailLog.of(
		session({ at: '10:00:00', from: here }, 'taken') +
			many.join('') +
			session({ at: '10:12:00', from: here }, 'refused'),
	);
	const made = new Set<number>();
	const make = model.session.bind(model);
	model.session = (index) => {
		made.add(index);
		return make(index);
	};
	assert.match(proposed(model, `s${model.sessionCount}`) ?? '', /^That one \(s1\).*same client, 12 minutes/);
	assert.ok(made.size < 100, `${made.size} sessions were made`);
});

test('sessions to choose from: what is proposed, what failed, the others', () => {
	const model = MailLog.of(
		session({ at: '10:00:00', from: here }, 'taken') +
			session({ at: '10:01:00', from: elsewhere, sender: 'a@example.net' }, 'taken') +
			session({ at: '10:02:00', from: farAway }, 'refused') +
			session({ at: '10:12:00', from: here }, 'refused'),
	);
	const search = new NearestSearch(model, 3);
	for (const _step of search.steps());
	const choices = new SessionChoices(model, { line: 0, without: 3 });
	for (const _step of choices.steps());
	assert.deepEqual(
		choices
			.choices(search.found)
			.map(({ label, description, hasFailed, isProposed }) => [
				label,
				description,
				[...(hasFailed ? ['failed'] : []), ...(isProposed ? ['proposed'] : [])].join(' '),
			]),
		[
			['s1 · mx1.example.org [192.0.2.9]', 'same client, 12 minutes before', 'proposed'],
			['s3 · host.example.edu [203.0.113.5]', 'with failures', 'failed'],
			['s2 · mx.example.net [198.51.100.7]', 'completed', ''],
		],
	);
});

test('the session at the cursor comes first, then those that failed', () => {
	const model = MailLog.of(
		session({ at: '10:00:00', from: here }, 'taken') + session({ at: '10:12:00', from: here }, 'refused'),
	);
	const choices = new SessionChoices(model, { line: 2 });
	for (const _step of choices.steps());
	assert.deepEqual(
		choices.choices().map(({ session: id }) => id),
		['s1', 's2'],
	);
});
