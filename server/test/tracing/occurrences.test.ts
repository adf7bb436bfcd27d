import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { beginnings } from '../../src/tracing/beginning';
import { occurrences } from '../../src/tracing/occurrences';
import { thingAt } from '../../src/tracing/thing';
import { done } from '../../src/core/work';
import { log, postfix, sentLog } from '../features/logs';
import { placeOf } from '../features/place';

/** What the place where `needle` stands in the line with `line` names: `kind text`. */
function thingOf(text: string, needle: string, line?: string): string | undefined {
	const place = placeOf(text, needle, line);
	const named = thingAt(MailLog.of(text), place.line, place.character + 1);
	return named && `${named.thing.kind} ${named.thing.text}`;
}

/** Checks that what the first mark names is named at all marks `«…»`, and nowhere else. */
function checkNamed(...marked: readonly string[]): void {
	const plain = marked.map((line) => line.replace(/[«»]/g, ''));
	const mailLog = MailLog.of(log(...plain));
	const line = marked.findIndex((each) => each.includes('«'));
	const named = thingAt(mailLog, line, (marked[line] ?? '').indexOf('«') + 1);
	assert.ok(named, 'the first mark names something');
	const { places } = done(occurrences(mailLog, named.thing, true));
	const shown = plain.map((text, number) =>
		places
			.filter((place) => place.line === number)
			.reduceRight(
				(words, { span }) =>
					`${words.slice(0, span.start)}«${words.slice(span.start, span.end)}»${words.slice(span.end)}`,
				text,
			),
	);
	assert.deepEqual(shown, marked);
}

test('a word of a line names a mail, an address, a host, a process', () => {
	const rows: readonly (readonly [needle: string, line: string, thing: string | undefined])[] = [
		['4jYB5r214Jz6x', 'uid=', 'mail 4jYB5r214Jz6x'],
		['alice@', 'uid=', 'address alice@example.com'],
		['m2@', 'message-id', 'messageId m2@example.com'],
		['mx.example.net[198.51.100.7]:25', 'bounced', 'host mx.example.net'],
		['198.51.100.7]:', 'bounced', 'ip 198.51.100.7'],
		['203.0.113.5]', 'deferred', 'ip 203.0.113.5'],
		['nobody@example.net>:', 'bounced', 'address nobody@example.net'],
		['2320', 'bounced', 'session 2320'],
		['900]', 'qmgr', 'process mx1 postfix/qmgr[900]'],
		['mx1', 'uid=', 'host mx1'],
		['Nov 23', 'uid=', undefined],
		['status', 'bounced', undefined],
	];
	for (const [needle, line, thing] of rows) {
		assert.equal(thingOf(sentLog, needle, line), thing, needle);
	}
});

test('a name is found as a whole word, and as it must be spelt', () => {
	checkNamed(
		'from=<«alice@example.com»>',
		'from=<«alice@EXAMPLE.com»>, sender=«alice@example.com».',
		'<Alice@example.com> <malice@example.com> <alice@example.com.net> <alice@example.comx> <x.alice@example.com>',
		'SRS0=HHH=TT=example.org=alice@example.com <alice@example.com@example.net> ä<«alice@example.com»>',
	);
	checkNamed(
		'connect from «mx.example.org»[192.0.2.9]',
		'helo=<«MX.example.org»> «mx.example.org». «mx.example.org», amx.example.org mx.example.org.x x@mx.example.org b.mx.example.org',
	);
	checkNamed(
		'from mx.example.org[«192.0.2.9»]',
		'«192.0.2.9»:25 192.0.2.99 1192.0.2.9 192.0.2.9.1 («192.0.2.9»)',
	);
	checkNamed(
		'connect from x.example.org[«2001:db8::1»]',
		'[IPv6:«2001:DB8::1»]:25 2001:db8::11 1:2001:db8::1 2001:db8::1:2',
	);
});

test('a queue id is not a part of a Message-ID that was made of it', () => {
	checkNamed(
		postfix(
			'10:20:00',
			'cleanup[2301]',
			'«4jYB5r214Jz6x»: message-id=<20261123102000.4jYB5r214Jz6x@mx1.example.com>',
		),
		postfix('10:20:00', 'qmgr[900]', '«4jYB5r214Jz6x»: removed'),
	);
});

test('a short queue id that was used again names another mail', () => {
	const mail = (time: string) => [
		postfix(`${time}:00`, 'smtpd[2214]', '4F2A1B0C9D: client=mx.example.org[192.0.2.9]'),
		postfix(`${time}:00`, 'qmgr[900]', '4F2A1B0C9D: from=<a@example.org>, size=900, nrcpt=1 (queue active)'),
		postfix(`${time}:01`, 'qmgr[900]', '4F2A1B0C9D: removed'),
	];
	const text = log(...mail('10:20'), ...mail('11:20'));
	const mailLog = MailLog.of(text);
	const linesOf = (line: number) => {
		const named = thingAt(mailLog, line, mailLog.text(line).indexOf('4F2A'));
		return named && done(occurrences(mailLog, named.thing, true)).places.map((place) => place.line);
	};
	assert.deepEqual(linesOf(1), [0, 1, 2]);
	assert.deepEqual(linesOf(5), [3, 4, 5]);
});

test('a process names the lines of its session; one without sessions all that it wrote', () => {
	checkNamed(
		postfix('10:20:00', 'qmgr[«900»]', '4jYB5r214Jz6x: removed'),
		postfix('10:20:00', 'qmgr[9001]', '4jYB5r214Jz6y: removed'),
		postfix('10:20:00', 'qmgr[900]', '4jYB5r214Jz6z: removed').replace('mx1', 'mx2'),
		postfix('10:20:00', 'qmgr[«900»]', '4jYB5r214Jz6a: removed'),
	);
	checkNamed(
		postfix('10:20:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:20:00', 'smtpd[2214]', 'disconnect from mx.example.org[192.0.2.9] quit=1 commands=1'),
		postfix('10:30:00', 'smtpd[«2214»]', 'connect from mx.example.org[192.0.2.10]'),
		postfix('10:30:00', 'smtpd[«2214»]', 'lost connection after EHLO from mx.example.org[192.0.2.10]'),
	);
});

test('a session is named by the id that its lines carry', () => {
	const smtpd = (text: string) => `Nov 23 16:26:49 mail smtpd[126]: ${text}`;
	checkNamed(
		smtpd('«856a14a5a11acf7b» smtp connected address=203.0.113.20 host=host20.isp.example'),
		smtpd('856a14f4f04535db smtp connected address=203.0.113.21 host=<unknown>'),
		smtpd('«856a14a5a11acf7b» smtp failed-command command="QUIX" result="500 Invalid command"'),
		smtpd('«856a14a5a11acf7b» smtp disconnected reason=timeout'),
		smtpd('856a14f4f04535db smtp disconnected reason=quit'),
	);
});

test('things begin where a mail arrives, a session is opened, a name stands first', () => {
	const home = { uri: 'file:///mail.log', log: MailLog.of(sentLog) };
	const begin = (needle: string, line: string) => {
		const place = placeOf(sentLog, needle, line);
		const named = thingAt(home.log, place.line, place.character + 1);
		const [found] = named ? done(beginnings([home], home, named.thing)) : [];
		return found && [found.line, home.log.text(found.line).slice(found.span.start, found.span.end)];
	};
	assert.deepEqual(begin('4jYB5r214Jz6x', 'deferred'), [0, '4jYB5r214Jz6x']);
	assert.deepEqual(begin('m2@', 'message-id'), [1, 'm2@example.com']);
	assert.deepEqual(begin('alice@', 'queue active'), [0, 'alice@example.com']);
	assert.deepEqual(begin('2320', 'bounced'), [3, '2320']);
});

test('a mail that another log took begins there', () => {
	const handed = log(
		postfix(
			'10:20:01',
			'smtp[2320]',
			'4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4jYB5s0bBcz7y)',
		),
	);
	const taken = log(postfix('10:20:01', 'smtpd[1]', '4jYB5s0bBcz7y: client=mx1.example.com[192.0.2.1]'));
	const home = { uri: 'file:///a.log', log: MailLog.of(handed) };
	const next = { uri: 'file:///b.log', log: MailLog.of(taken) };
	const place = placeOf(handed, '4jYB5s0bBcz7y');
	const named = thingAt(home.log, place.line, place.character);
	assert.ok(named);
	const found = done(beginnings([home, next], home, named.thing));
	assert.deepEqual(
		found.map(({ of, line }) => `${of.uri}:${line}`),
		['file:///b.log:0'],
	);
});

test('what was found is remembered until the log changes, and columns are those of an editor', () => {
	const mailLog = MailLog.of('ä€😀 mx.example.org\n');
	const thing = { kind: 'host', text: 'mx.example.org' } as const;
	const first = done(occurrences(mailLog, thing, true));
	assert.deepEqual(first.places, [{ line: 0, span: { start: 5, end: 19 } }]);
	assert.equal(done(occurrences(mailLog, thing, true)), first);
	mailLog.append(new TextEncoder().encode('mx.example.org\n'));
	assert.equal(done(occurrences(mailLog, thing, true)).total, 2);
});
