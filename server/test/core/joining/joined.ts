import assert from 'node:assert/strict';
import { MailLog } from '../../../src/core/mailLog';
import type { Message, Session } from '../../../src/core/model';

/** Lines of Postfix on one host, a second apart: `smtpd[291]: connect from …`; `@HH:MM:SS ` before a line sets the clock. */
export function postfix(lines: readonly string[], host = 'mx1'): string[] {
	let seconds = 58_848;
	return lines.map((line) => {
		const [, hours, minutes, rest] = /^@([0-9]{2}):([0-9]{2}):([0-9]{2}) /.exec(line) ?? [];
		seconds = hours ? Number(hours) * 3600 + Number(minutes) * 60 + Number(rest) : seconds + 1;
		const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
			.map((part) => String(part).padStart(2, '0'))
			.join(':');
		return `Nov 23 ${clock} ${host} postfix/${line.replace(/^@\S+ /, '')}`;
	});
}

/** A session in one line: who, the stages that a line shows (`!` where one failed), queue ids, its end, its lines. */
function sessionText({ program, role, peer, steps, queueIds, outcome, cut, lines }: Session): string {
	const stages = steps
		.filter(({ evidence }) => evidence === 'seen')
		.map(({ stage, reply, failed }) => `${stage}${reply ? ` ${reply.code}` : ''}${failed ? '!' : ''}`);
	return [
		program ?? role,
		peer?.address ?? peer?.name ?? '?',
		stages.join(' '),
		queueIds.join(','),
		outcome,
		cut ? `cut=${cut}` : '',
		`lines=${lines.map((line) => line + 1).join(',')}`,
	]
		.filter((part) => part !== '')
		.join(' | ');
}

/** A message in one line: its id, its sender, what became of each recipient, its end, its family, its lines. */
function messageText({
	queueId,
	host,
	sender,
	recipients,
	end,
	parent,
	children,
	cut,
	lines,
	filterLines,
}: Message): string {
	return [
		host === undefined || host === 'mx1' ? queueId : `${queueId}@${host}`,
		sender === undefined ? '' : `from=${sender}`,
		recipients
			.map(({ address, user, outcome }) => `${address}${user === undefined ? '' : `(${user})`} ${outcome}`)
			.join(' '),
		end,
		parent ? `parent=${parent}` : '',
		children.length > 0 ? `children=${children.join(',')}` : '',
		cut ? `cut=${cut}` : '',
		`lines=${lines.map((line) => line + 1).join(',')}`,
		filterLines.length > 0 ? `filters=${filterLines.map((line) => line + 1).join(',')}` : '',
	]
		.filter((part) => part !== '')
		.join(' | ');
}

/** The sessions and the messages of a log, each in one line; lines count from 1. Every line must be understood. */
export function joined(lines: readonly string[]): {
	readonly sessions: string[];
	readonly messages: string[];
} {
	const log = MailLog.of(lines.join('\n'));
	assert.equal(log.unrecognized, 0);
	return { sessions: [...log.sessions()].map(sessionText), messages: [...log.messages()].map(messageText) };
}

/** What must come out of a log; `sessions` only where the test is about them. */
export function checkJoined(
	lines: readonly string[],
	expected: { readonly sessions?: readonly string[]; readonly messages?: readonly string[] },
): void {
	const found = joined(lines);
	for (const part of ['sessions', 'messages'] as const) {
		if (expected[part]) {
			assert.deepEqual(found[part], expected[part]);
		}
	}
}
