import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../../src/core/mailLog';
import type { Session, Stage } from '../../../src/core/model';
import { postfix } from './joined';

const first = (lines: readonly string[]) => MailLog.of(postfix(lines).join('\n')).session(0);

/** The stages that no line shows and the counters prove, `!` where they tell that it failed. */
const counted = ({ steps }: Session) =>
	steps
		.filter(({ evidence }) => evidence === 'counted')
		.map(({ stage, failed }) => `${stage}${failed ? '!' : ''}`)
		.join(' ');

test('every verb that smtpd counts is a step', () => {
	const session = first([
		'smtpd[1]: connect from a.example[192.0.2.1]',
		'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=2 helo=1 xclient=1 xforward=1 starttls=1 auth=1/2 mail=1 rcpt=1/2 bdat=2 rset=1 noop=1 vrfy=0/1 etrn=1 quit=1 unknown=0/1 commands=14/18',
	]);
	assert.equal(
		counted(session),
		'hello starttls hello auth hello auth! xclient xclient mail rcpt rcpt! content content reset noop verify! etrn other! quit',
	);
	assert.equal(session.countersDisagree, undefined);
});

test('what lines show is not counted again', () => {
	const session = first([
		'smtpd[1]: connect from a.example[192.0.2.1]',
		'smtpd[1]: warning: a.example[192.0.2.1]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
		'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1], sasl_method=PLAIN, sasl_username=alice',
		'smtpd[1]: A0320E00C3: reject: RCPT from a.example[192.0.2.1]: 550 5.1.1 <n@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<n@example.com> proto=ESMTP helo=<a>',
		'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 auth=1/2 mail=1 rcpt=1/2 data=1 quit=1 commands=6/8',
	]);
	assert.equal(counted(session), 'hello auth mail rcpt data quit');
	assert.equal(session.countersDisagree, undefined);
});

test('lines that show more than the counters tell are named', () => {
	const reject =
		'smtpd[1]: NOQUEUE: reject: RCPT from a.example[192.0.2.1]: 550 5.1.1 <n@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<n@example.com> proto=ESMTP helo=<a>';
	const session = first([
		'smtpd[1]: connect from a.example[192.0.2.1]',
		reject,
		reject,
		'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	]);
	assert.deepEqual(session.countersDisagree, [{ verb: 'rcpt', counted: 1, seen: 2 }]);
});

test('a session without counters (Postfix before 3.0) disagrees with nothing', () => {
	const session = first([
		'smtpd[1]: connect from a.example[192.0.2.1]',
		'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
		'smtpd[1]: disconnect from a.example[192.0.2.1]',
	]);
	assert.equal(session.countersDisagree, undefined);
});

/** The stage of which each verb's uses are steps. */
const stages: Readonly<Record<string, Stage>> = {
	ehlo: 'hello',
	starttls: 'starttls',
	auth: 'auth',
	mail: 'mail',
	rcpt: 'rcpt',
	rset: 'reset',
	noop: 'noop',
	vrfy: 'verify',
	quit: 'quit',
};

test('postfix.log: the steps of every session are those that its counters tell, no more and no fewer', () => {
	const log = MailLog.of(readFileSync('samples/postfix.log'));
	for (const { index, lines, steps, program, countersDisagree } of log.sessions()) {
		const words = log.text(lines.at(-1) ?? 0).match(/\b[a-z]+=[0-9/]+/g);
		if (program !== 'smtpd' || !words?.some((word) => word.startsWith('commands='))) {
			continue;
		}
		assert.equal(countersDisagree, undefined, `session ${index + 1}`);
		for (const [verb, stage] of Object.entries(stages)) {
			const word: string = words.find((each) => each.startsWith(`${verb}=`)) ?? `${verb}=0`;
			const all: number = Number(/[0-9]+$/.exec(word)?.[0]);
			const told = steps.filter((step) => step.stage === stage && step.evidence !== 'implied');
			assert.equal(told.length, all, `session ${index + 1} at line ${(lines[0] ?? 0) + 1}: ${word}`);
		}
	}
});
