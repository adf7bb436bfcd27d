import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { documentSymbols, flatSymbols } from '../../src/features/documentSymbols';
import { foldingRanges } from '../../src/features/foldingRanges';
import { neighbour } from '../../src/features/neighbour';
import { replyAt } from '../../src/features/replyAt';
import { sessionText } from '../../src/features/sessionText';
import type { Direction } from '../../src/protocol';
import { mx1Log } from '../tracing/hosts';
import { log, postfix, refusedLog, sentLog, swaksLog } from './logs';
import { placeOf } from './place';

/** Two sessions whose lines stand in turn. */
const interleaved = refusedLog
	.trimEnd()
	.split('\n')
	.flatMap((line) => [line, line.replace('2214', '2299').replaceAll('192.0.2.9', '192.0.2.10')])
	.join('\n');

test('the session under the cursor, without the lines of others', () => {
	const session = sessionText(MailLog.of(interleaved), { position: { line: 3, character: 0 } });
	assert.equal(session?.id, 's2');
	assert.equal(session?.title, 'Session s2 · mx.example.org [192.0.2.10] · with failures');
	assert.deepEqual(
		session?.lines,
		[1, 3, 5, 7].map((line) => ({ line, text: interleaved.split('\n')[line] })),
	);
	assert.equal(sessionText(MailLog.of('x\n'), { position: { line: 0, character: 0 } }), null);
	assert.equal(sessionText(MailLog.of(''), { position: { line: 5, character: 0 } }), null);
});

test('the next failure is behind the cursor, and the first after the last; the previous one the other way', () => {
	const text = refusedLog + sentLog;
	const mailLog = MailLog.of(text);
	const failure = { what: 'failure', direction: 'next' } as const;
	const from = (line: number, character: number, direction: Direction = 'next') =>
		neighbour(mailLog, { ...failure, direction, position: { line, character } })?.range.start;
	const refusal = placeOf(text, '550', 'NOQUEUE');
	const bounce = placeOf(text, '550', 'status=bounced');
	assert.deepEqual(from(0, 0), refusal);
	assert.deepEqual(from(refusal.line, refusal.character - 1), refusal);
	assert.deepEqual(from(refusal.line, refusal.character), bounce);
	assert.deepEqual(from(9999, 0), refusal);
	const deferral = placeOf(text, '4.4.1', 'status=deferred');
	assert.deepEqual(from(9999, 0, 'previous'), deferral);
	assert.deepEqual(from(bounce.line, bounce.character, 'previous'), refusal);
	assert.deepEqual(from(refusal.line, refusal.character, 'previous'), deferral);
	const top = { ...failure, position: { line: 0, character: 0 } };
	assert.equal(neighbour(MailLog.of(swaksLog), top), null);
	const levels = { 'reply.rejected': 'off', 'delivery.bounced': 'hint', 'delivery.deferred': 'off' } as const;
	assert.equal(neighbour(mailLog, { ...top, levels }), null);
	const isWanted = ({ rule }: { rule: string }) => rule !== 'reply.rejected';
	assert.deepEqual(neighbour(mailLog, { ...top, isWanted })?.range.start, bounce);
});

/** Where one goes from each line, and round: `0 > 1 > 0`. */
function way(mailLog: MailLog, what: 'session' | 'stage', direction: Direction, from: number): string {
	const lines = [from];
	do {
		const position = { line: lines.at(-1) ?? 0, character: 0 };
		lines.push(neighbour(mailLog, { what, direction, position })?.range.start.line ?? -1);
	} while (lines.indexOf(lines.at(-1) ?? -1) === lines.length - 1);
	return lines.join(' > ');
}

test('the next and the previous session are where they begin, and round', () => {
	const mailLog = MailLog.of(interleaved + `\n${refusedLog.replaceAll('2214', '2300')}`);
	assert.equal(way(mailLog, 'session', 'next', 0), '0 > 1 > 8 > 0');
	assert.equal(way(mailLog, 'session', 'previous', 0), '0 > 8 > 1 > 0');
	// From inside a session, first to where it or the one beside it begins.
	assert.equal(way(mailLog, 'session', 'next', 5), '5 > 8 > 0 > 1 > 8');
	assert.equal(way(mailLog, 'session', 'previous', 5), '5 > 1 > 0 > 8 > 1');
	const at = { what: 'session', direction: 'next', position: { line: 0, character: 0 } } as const;
	assert.deepEqual(neighbour(mailLog, at), {
		range: { start: { line: 1, character: 0 }, end: { line: 1, character: mailLog.text(1).length } },
		message: neighbour(mailLog, at)?.message,
	});
	assert.match(neighbour(mailLog, at)?.message ?? '', /^Session s2 .*mx\.example\.org.*RCPT 550/);
	assert.match(neighbour(mailLog, { ...at, language: 'id' })?.message ?? '', /^Sesi s2 /);
	assert.equal(neighbour(MailLog.of('x\n'), at), null);
});

test('the next and the previous stage are of the session under the cursor, and round', () => {
	const mailLog = MailLog.of(interleaved);
	assert.equal(way(mailLog, 'stage', 'next', 1), '1 > 3 > 5 > 7 > 1');
	assert.equal(way(mailLog, 'stage', 'previous', 3), '3 > 1 > 7 > 5 > 3');
	const at = { what: 'stage', direction: 'next', position: { line: 1, character: 0 } } as const;
	const refused = { ...at, position: { line: 3, character: 0 } };
	assert.match(neighbour(mailLog, refused)?.message ?? '', /^Session s2.*RCPT.*550/);
	assert.equal(neighbour(MailLog.of('x\n'), at), null);
	assert.equal(neighbour(MailLog.of(''), at), null);
});

test('the code under the cursor, or of the words under it', () => {
	const rows: readonly (readonly [needle: string, line: string, code: string | undefined])[] = [
		['550', 'NOQUEUE', '550'],
		['5.1.1', 'NOQUEUE', '5.1.1'],
		['Recipient address', 'NOQUEUE', '550'],
		['NOQUEUE', 'NOQUEUE', undefined],
		['connect', ': connect', undefined],
	];
	for (const [needle, line, code] of rows) {
		const found = replyAt(MailLog.of(refusedLog), { position: placeOf(refusedLog, needle, line) });
		assert.equal(found?.code, code, needle);
	}
});

test('lines of one session that stand together are folded, and nothing of others with them', () => {
	const folds = (text: string) =>
		foldingRanges(MailLog.of(text)).map(({ startLine, endLine }) => [startLine, endLine]);
	assert.deepEqual(folds(refusedLog + refusedLog.replaceAll('2214', '2215')), [
		[0, 3],
		[4, 7],
	]);
	assert.deepEqual(folds(interleaved), []);
	assert.deepEqual(folds(''), []);
	const [first = '', ...rest] = refusedLog.trimEnd().split('\n');
	const other = first.replace('2214', '2299').replaceAll('192.0.2.9', '192.0.2.10');
	assert.deepEqual(folds([first, ...rest.slice(0, 1), other, ...rest.slice(1)].join('\n')), [
		[0, 1],
		[3, 4],
	]);
});

test('the lines of a mail are folded with the session on which it came', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:00', 'smtpd[2214]', '4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]'),
		postfix('10:30:00', 'cleanup[2301]', '4jYB5r214Jz6x: message-id=<m2@example.com>'),
		postfix('10:30:01', 'smtpd[2214]', 'disconnect from mx.example.org[192.0.2.9] quit=1 commands=1'),
		postfix('10:30:01', 'smtp[2320]', 'connect to mx.example.net[198.51.100.7]:25: Connection refused'),
	);
	assert.deepEqual(foldingRanges(MailLog.of(text)), [{ startLine: 0, endLine: 3 }]);
});

test('the outline has the sessions and how they went', () => {
	const [symbol, ...others] = documentSymbols(MailLog.of(refusedLog));
	assert.deepEqual(others, []);
	assert.equal(symbol?.name, 's1 · mx.example.org [192.0.2.9] · with failures');
	assert.match(symbol?.detail ?? '', /✗ RCPT 550/);
	assert.deepEqual([symbol?.range.start.line, symbol?.range.end.line], [0, 3]);
});

test('the outline has the mails of a session, and what became of their recipients', () => {
	const tree = documentSymbols(MailLog.of(mx1Log)).map(({ name, detail, range, children = [] }) => [
		name,
		detail,
		range.start.line,
		...children.map((mail) => [
			mail.name,
			mail.detail,
			mail.range.start.line,
			...(mail.children ?? []).map((recipient) => [
				recipient.name,
				recipient.detail,
				recipient.range.start.line,
			]),
		]),
	]);
	assert.deepEqual(tree[0], [
		's1 · client.example.org [192.0.2.9] · completed',
		tree[0]?.[1],
		0,
		[
			'4jYB5r214Jz6x · some delivered, some not',
			'a@example.org → b@example.com, c@example.net',
			1,
			['b@example.com', 'sent', 5],
			['c@example.net', 'bounced', 6],
		],
	]);
	// A mail that came in on no session stands beside them.
	assert.ok(tree.some(([name, , line]) => name === '4jYB5t3bZdz8w · delivered' && line === 7));
});

test('the outline has each user behind an alias, at the line that tells of him', () => {
	const local = (id: string, user: string) =>
		`Nov 23 16:39:50 mx1 smtpd[126]: 856a14f5ffa1cfd5 mda delivery evpid=14741fa6${id} from=<a@example.org> to=<team@example.com> rcpt=<team@example.com> user=${user} delay=0s result=Ok stat=Delivered`;
	const [mail] = documentSymbols(MailLog.of(log(local('32b92464', 'bob'), local('d147d534', 'alice'))));
	assert.deepEqual(
		mail?.children?.map(({ name, range }) => [name, range.start.line]),
		[
			['team@example.com (bob)', 0],
			['team@example.com (alice)', 1],
		],
	);
});

test('an editor that shows no tree gets the outline as a list', () => {
	const list = flatSymbols(documentSymbols(MailLog.of(mx1Log)), 'file:///mx1.log');
	assert.deepEqual(
		list.slice(0, 3).map(({ name, containerName }) => [name, containerName]),
		[
			['s1 · client.example.org [192.0.2.9] · completed', undefined],
			['4jYB5r214Jz6x · some delivered, some not', 's1 · client.example.org [192.0.2.9] · completed'],
			['b@example.com', '4jYB5r214Jz6x · some delivered, some not'],
		],
	);
});

test('an outline of very many sessions says how many it leaves out', () => {
	const line = (number: number) =>
		postfix('10:30:00', `smtpd[${number}]`, 'connect from mx.example.org[192.0.2.9]');
	const symbols = documentSymbols(MailLog.of(log(...Array.from({ length: 1003 }, (_, at) => line(at + 1)))));
	assert.equal(symbols.length, 1001);
	assert.deepEqual([symbols.at(-1)?.name, symbols.at(-1)?.range.start.line], ['3 more', 1000]);
});

test('the outline does not claim the lines of other sessions', () => {
	assert.deepEqual(
		documentSymbols(MailLog.of(interleaved)).map(({ range }) => [range.start.line, range.end.line]),
		[
			[0, 0],
			[1, 1],
		],
	);
});
