import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MailLog } from '../../src/core/mailLog';
import { Column } from '../../src/core/text/column';
import { bytesOf } from '../../src/core/text/utf8';
import { runs } from '../runs';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const digits = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';

/** The Postfix id of a mail that arrives at a moment, in milliseconds. */
function queueId(moment: number): string {
	let id = '';
	for (let left = Math.floor(moment / 1000); left > 0; left = Math.floor(left / 52)) {
		id = digits.charAt(left % 52) + id;
	}
	return `${id}0000z5c`;
}

/** Minutes east of UTC in the middle of Europe, in 2026. */
const berlin = (moment: number): number =>
	moment >= Date.UTC(2026, 2, 29, 1) && moment < Date.UTC(2026, 9, 25, 1) ? 120 : 60;

/** A line as syslog writes it at a moment, where the zone is what `zone` says. */
function line(moment: number, text: string, zone = berlin): string {
	const local = new Date(moment + zone(moment) * 60_000);
	const day = String(local.getUTCDate()).padStart(2, ' ');
	return `${months[local.getUTCMonth()]} ${day} ${local.toISOString().slice(11, 19)} mx1 postfix/${text}`;
}

const connect = (moment: number, zone = berlin) =>
	line(moment, 'smtpd[7]: connect from a.example[192.0.2.1]', zone);
const arrive = (moment: number, zone = berlin, id = queueId(moment)) =>
	line(moment, `smtpd[7]: ${id}: client=a.example[192.0.2.1]`, zone);

/** The moment of each line as the log tells it; `?` in front where the year is unknown, `~` where the zone is. */
function moments(log: MailLog): string[] {
	return Array.from({ length: log.lineCount }, (_, at) => {
		const time = log.event(at).time;
		const shown = time ? new Date(time.epoch).toISOString().slice(0, 16) : '';
		return `${time?.yearUnknown ? '?' : ''}${time?.offset === undefined ? '~' : ''}${shown}`;
	});
}

const iso = (moment: number) => new Date(moment).toISOString().slice(0, 16);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test('year and zone come from the first arrival, and it is named', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const log = MailLog.of([connect(start), arrive(start + minute), connect(start + hour)].join('\n'));
	assert.deepEqual(moments(log), [start, start + minute, start + hour].map(iso));
	assert.deepEqual(log.clockEvidence(), {
		year: 2026,
		yearLine: 1,
		offset: 60,
		offsetLine: 1,
		changes: [],
	});
});

test('without an arrival nothing is known', () => {
	const log = MailLog.of(connect(Date.UTC(2026, 0, 5, 9)));
	assert.deepEqual(moments(log), ['?~2000-01-05T10:00']);
	assert.deepEqual(log.clockEvidence(), { changes: [] });
});

test('what the arguments say needs no proof and is not corrected', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const log = MailLog.of(arrive(start), { year: 2020, offset: 0 });
	assert.deepEqual(moments(log), ['2020-01-05T10:00']);
	assert.deepEqual(log.clockEvidence(), { changes: [] });
});

for (const [name, change] of [
	['forward', Date.UTC(2026, 2, 29, 1)],
	['back', Date.UTC(2026, 9, 25, 1)],
] as const) {
	test(`daylight saving: the clock goes ${name} between two lines`, () => {
		const all = Array.from({ length: 60 }, (_, at) => change - 5 * hour + at * 10 * minute);
		const log = MailLog.of(all.map((at, n) => (n % 4 === 1 ? arrive(at) : connect(at))).join('\n'));
		assert.deepEqual(moments(log), all.map(iso));
		const { changes } = log.clockEvidence();
		assert.deepEqual(changes, [{ line: 30, offset: berlin(change), offsetLine: 33 }]);
	});

	test(`daylight saving: the clock goes ${name}, and one mail at the end shows it`, () => {
		const all = [-150, -90, -5, 5, 61].map((minutes) => change + minutes * minute);
		const log = MailLog.of(all.map((at, n) => (n === 0 || n === 4 ? arrive(at) : connect(at))).join('\n'));
		assert.deepEqual(moments(log), all.map(iso));
	});

	test(`daylight saving: the clock goes ${name} in a quiet night`, () => {
		const all = [-9, -8, 5, 6, 7].map((hours) => change + hours * hour);
		const log = MailLog.of(all.map((at) => `${connect(at)}\n${arrive(at)}`).join('\n'));
		assert.deepEqual(
			moments(log),
			all.flatMap((at) => [iso(at), iso(at)]),
		);
	});
}

test('a mail that came in slowly does not change the zone', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const slow = start + 10 * minute;
	const log = MailLog.of(
		[
			arrive(start),
			arrive(slow + 15 * minute + 30_000, berlin, queueId(slow)),
			connect(slow + hour),
			arrive(slow + 2 * hour),
		].join('\n'),
	);
	assert.deepEqual(moments(log), [start, slow + 15 * minute + 30_000, slow + hour, slow + 2 * hour].map(iso));
});

test('a line about a mail of the day before yesterday is no evidence for the zone', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const old = queueId(start - 2 * day + 20 * minute);
	const log = MailLog.of(
		[
			line(start, `qmgr[8]: ${old}: from=<a@example.org>, size=5, nrcpt=1 (queue active)`),
			line(start + minute, `qmgr[8]: ${old}: removed`),
			arrive(start + hour),
		].join('\n'),
	);
	assert.deepEqual(moments(log), [start, start + minute, start + hour].map(iso));
	assert.equal(log.clockEvidence().yearLine, 2);
});

test('without any arrival the lines of mails that are known let suppose the year, and two that agree the zone', () => {
	const start = Date.UTC(2026, 0, 1, 9);
	const removed = (at: number, id: string) => line(at, `qmgr[8]: ${id}: removed`);
	const one = MailLog.of(removed(start, queueId(start - 3 * day + 400_000)));
	assert.deepEqual(moments(one), ['~2026-01-01T10:00']);
	const two = MailLog.of([start, start + hour].map((at) => removed(at, queueId(at - 2_000))).join('\n'));
	assert.deepEqual(moments(two), [start, start + hour].map(iso));
});

test('years turn, and lines a little out of order are no turn', () => {
	const turn = Date.UTC(2025, 11, 31, 23);
	const all = [
		turn - 40 * day,
		turn - minute,
		turn + minute,
		turn - 2_000,
		turn + 2 * minute,
		turn + 40 * day,
	];
	const utc = () => 60;
	const log = MailLog.of(all.map((at, n) => (n === 4 ? arrive(at, utc) : connect(at, utc))).join('\n'));
	assert.deepEqual(moments(log), all.map(iso));
});

test('logs of several years', () => {
	const all = Array.from({ length: 40 }, (_, at) => Date.UTC(2021, 4, 1) + at * 50 * day);
	const utc = () => 0;
	for (const proof of [0, 17, 39]) {
		const log = MailLog.of(all.map((at, n) => (n === proof ? arrive(at, utc) : connect(at, utc))).join('\n'));
		assert.deepEqual(moments(log), all.map(iso), `evidence in line ${proof}`);
	}
});

test('a gap of years is found by its evidence', () => {
	const utc = () => 0;
	const all = [Date.UTC(2021, 4, 1), Date.UTC(2021, 4, 2), Date.UTC(2024, 7, 1), Date.UTC(2024, 7, 1, 1)];
	const log = MailLog.of(all.map((at, n) => (n % 3 === 0 ? arrive(at, utc) : connect(at, utc))).join('\n'));
	assert.deepEqual(moments(log), all.map(iso));
});

test('29 February is of a leap year', () => {
	const utc = () => 0;
	const after = [Date.UTC(2022, 10, 1), Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 1)];
	const later = MailLog.of(after.map((at, n) => (n === 0 ? arrive(at, utc) : connect(at, utc))).join('\n'));
	assert.deepEqual(moments(later), after.map(iso));
	const before = [Date.UTC(2024, 1, 29), Date.UTC(2025, 2, 1)];
	const earlier = MailLog.of(
		before.map((at, n) => (n === 1 ? arrive(at, utc) : connect(at, utc))).join('\n'),
	);
	assert.deepEqual(moments(earlier), before.map(iso));
});

test('Exim and sendmail tell the zone, too', () => {
	const exim = MailLog.of(
		'2026-11-23 17:35:10 1xVX0Y-00008E-0N <= a@example.org H=a.example [192.0.2.1] P=esmtp S=1\n' +
			'2026-11-23 17:35:11 1xVX0Y-00008E-0N Completed',
	);
	assert.deepEqual(moments(exim), ['2026-11-23T16:35', '2026-11-23T16:35']);
	const sendmail = MailLog.of(
		'Nov 23 22:11:05 mx1 sm-mta[1169]: 6ANGf41Z001169: from=<a@example.org>, size=199, class=0, nrcpts=1, msgid=<1@example.org>, relay=a.example [192.0.2.1]',
	);
	assert.deepEqual(moments(sendmail), ['2026-11-23T16:41']);
	assert.equal(sendmail.clockEvidence().offset, 330);
});

test('a line that writes year and zone is no evidence for others', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const log = MailLog.of(
		`2026-01-05T09:00:00Z mx1 postfix/smtpd[7]: ${queueId(start)}: client=a.example[192.0.2.1]\n${connect(start)}`,
	);
	assert.deepEqual(moments(log), ['2026-01-05T09:00', '?~2000-01-05T10:00']);
});

test('times that were given change when evidence comes, and go when it goes', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const log = MailLog.of(`${connect(start)}\n`);
	assert.equal(log.session(0).start?.yearUnknown, true);
	log.append(bytesOf(`${arrive(start)}\n`));
	assert.equal(log.session(0).start?.epoch, start);
	log.replace({ line: 1, character: 0 }, { line: 2, character: 0 }, '');
	assert.equal(log.session(0).start?.yearUnknown, true);
});

test('an append costs what was appended, also after times were asked for', () => {
	const start = Date.UTC(2026, 0, 5, 9);
	const log = MailLog.of(
		Array.from({ length: 20_000 }, (_, at) =>
			at % 5 ? connect(start + at * 1000) : arrive(start + at * 1000),
		)
			.join('\n')
			.concat('\n'),
	);
	log.session(0);
	const { get } = Column.prototype;
	let reads = 0;
	Column.prototype.get = function (this: Column, index: number) {
		reads++;
		return get.call(this, index);
	};
	try {
		for (let at = 0; at < 10; at++) {
			log.append(bytesOf(`${arrive(start + (20_000 + at) * 1000)}\n`));
		}
		assert.ok(log.event(20_000).time);
	} finally {
		Column.prototype.get = get;
	}
	assert.ok(reads < 5_000, `${reads} entries were read`);
});

/** A log over two steps of daylight saving and a turn of the year, with slow mails and gaps: 240 lines. */
const truth: string[] = [];
const longLog = (() => {
	const lines: string[] = [];
	let now = Date.UTC(2025, 11, 30);
	for (let at = 0; at < 240; at++) {
		now += at % 9 === 0 ? 3 * day : at % 5 === 0 ? 7 * hour : (at * 7 * minute) % (50 * minute);
		const id = queueId(at % 11 === 0 ? now - 16 * minute : now);
		truth.push(iso(at % 3 !== 0 && at % 13 === 0 ? now - 5_000 : now));
		lines.push(at % 3 === 0 ? arrive(now, berlin, id) : connect(at % 13 === 0 ? now - 5_000 : now));
	}
	return lines;
})();

test('a long log is told as it was', () => {
	assert.deepEqual(moments(MailLog.of(longLog.join('\n'))), truth);
});

/** Everything that hangs on the clock, of the lines and of the sessions that were built of them. */
function clockOf(log: MailLog): unknown {
	return [moments(log), log.clockEvidence(), [...log.sessions()].map(({ start, end }) => [start, end])];
}

test('the clock is the same in chunks and at once, and what was built before is told again', () => {
	const text = longLog.join('\n');
	for (const size of [97, 1000, 4999]) {
		const log = new MailLog();
		for (let at = 0; at < text.length; at += size) {
			log.append(bytesOf(text.slice(at, at + size)));
			if (at % (size * 20) === 0) {
				assert.deepEqual(clockOf(log), clockOf(MailLog.of(text.slice(0, at + size))));
			}
		}
		assert.deepEqual(clockOf(log), clockOf(MailLog.of(text)));
	}
});

test('the clock is the same after any edits', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ line: fc.nat(239), count: fc.nat(40), from: fc.nat(239), added: fc.nat(5) }), {
				maxLength: 4,
			}),
			(edits) => {
				const lines = [...longLog];
				const log = MailLog.of(lines.join('\n').concat('\n'));
				for (const { line: first, count, from, added } of edits) {
					clockOf(log);
					const at = Math.min(first, lines.length);
					const last = Math.min(at + count, lines.length);
					const insert = longLog.slice(from, from + added);
					lines.splice(at, last - at, ...insert);
					log.replace(
						{ line: at, character: 0 },
						{ line: last, character: 0 },
						insert.map((text) => `${text}\n`).join(''),
					);
				}
				assert.deepEqual(clockOf(log), clockOf(MailLog.of(lines.map((text) => `${text}\n`).join(''))));
			},
		),
		runs(20),
	);
});
