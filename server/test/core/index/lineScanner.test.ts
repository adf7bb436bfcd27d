import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dialects } from '../../../src/core/dialects/all';
import { LineScanner, type ScannedLine } from '../../../src/core/index/lineScanner';
import { bytesOf, textOf } from '../../../src/core/text/utf8';
import { linesOf } from '../dialects/sampleLines';
import { runs } from '../../runs';

/** A line of every kind that any dialect knows, as every program writes it. */
const known = dialects.flatMap((dialect) =>
	dialect.rows.flatMap((row) => row.samples.slice(0, 1).flatMap((sample) => linesOf(dialect, row, sample))),
);

/** Times that take the place of a line's own. */
const times = [
	'Nov 23 16:20:48',
	'Nov 23 16:20:49',
	'Nov 23 16:20:48.120',
	'2026-11-23T16:20:48.135724+00:00',
	'2026-11-23T16:20:48.135999+00:00',
	'2026-11-23T16:20:48.135+01:00',
	'2026-11-23T16:20:48Z',
	'2026-11-23 16:20:48',
	'2026-11-23 16:20:48.116 +0100',
	'2026-11-23 16:20:48.117 +0100',
	'<22>Nov 23 16:20:48',
	'',
];

const line = fc
	.record({
		text: fc.constantFrom(...known),
		time: fc.option(fc.constantFrom(...times), { freq: 2, nil: undefined }),
		host: fc.constantFrom('mx1', 'mx2', 'a-host-with-a-long-name.mail.example.com', 'h', '::1', 'mx:'),
		pid: fc.option(fc.constantFrom('1', '2147483647', '9999999999', 'x', ''), { freq: 4, nil: undefined }),
		end: fc.constantFrom('', '', '', '', '\r', '#012', ' '),
		cut: fc.option(fc.nat(120), { freq: 6, nil: undefined }),
	})
	.map(({ text, time, host, pid, end, cut }) => {
		const timed = time === undefined ? text : text.replace(/^.*?\d\d:\d\d:\d\d(?:\.\d+)?(?: \+\d{4})?/, time);
		const named = timed.replace(' mx1 ', ` ${host} `);
		return (pid === undefined ? named : named.replace(/\[\d+\]/, `[${pid}]`)).slice(0, cut) + end;
	});

/** What was found in a line, with places counted from its start. */
function found(scanned: ScannedLine): object {
	const { own, ownStart, ownEnd, bytes, start, prefix, row, kind, daemon, sessionKind, part } = scanned;
	const place = (at: number) => (at < 0 ? at : at - start);
	const isPid = prefix.programEnd > prefix.programStart || prefix.timeForm === 'exim';
	return {
		text: textOf(own, ownStart, ownEnd),
		...{ kind, row: row?.row.samples, daemon, sessionKind, part: part.number },
		names: [scanned.host > 0, scanned.program > 0].concat(isPid),
		words: [
			[prefix.hostStart, prefix.hostEnd],
			[prefix.programStart, prefix.programEnd],
			[prefix.messageStart, prefix.messageEnd],
			[scanned.bodyStart, scanned.end],
			[scanned.severityStart, scanned.severityEnd],
			[scanned.idStart, scanned.idEnd],
			[scanned.peerStart, scanned.addressEnd],
			[scanned.peerStart, scanned.peerEnd],
			[scanned.sessionStart, scanned.sessionEnd],
			[scanned.linkStart, scanned.linkEnd],
		].map(([from = 0, to = 0]) =>
			from < 0 || from === to ? from >= 0 : [place(from), textOf(bytes, from, to)],
		),
		time: [prefix.timeForm, prefix.seconds, prefix.offset, prefix.pid],
	};
}

test('among others a line is read as it is read alone', () => {
	const alone = new LineScanner();
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
			const bytes = bytesOf(lines.join('\n'));
			const scanner = new LineScanner();
			scanner.begin(bytes, 0, bytes.length);
			for (const text of lines.filter((each, at) => each !== '' || at < lines.length - 1)) {
				assert.ok(scanner.next(0), text);
				const own = bytesOf(text.replace(/\r+$/, ''));
				assert.deepEqual(found(scanner.line), found(alone.scan(own, 0, own.length)), text);
			}
			assert.ok(!scanner.next(0));
		}),
		{ ...runs(150), examples: [[behindAnAddress]] },
	);
});

/** The `@` stands where the time of the second line would begin, if that were one of TAI64N. */
const behindAnAddress = [
	'Nov 23 16:20:48 mx1 postfix/nqmgr[291]: 4jYB5r214Jz6x: passing <alice@example.',
	'Nov 23 16:20:48 mx:',
];

test('a line that is too long for the memory is read among others', () => {
	const delivery = (user: string, server: string) =>
		`Nov 23 16:20:48 mx1 postfix/smtp[1]: 4dl6Jl1jBRz5c: to=<${user}@example.com>, relay=${server}, delay=1, status=sent (250 ok)`;
	const short = delivery('a', 'mx1.example.com[192.0.2.1]:25');
	const long = delivery('x'.repeat(1 << 20), 'mx2.example.com[192.0.2.2]:25');
	const bytes = bytesOf([short, long, short, long].join('\n'));
	const scanner = new LineScanner();
	scanner.begin(bytes, 0, bytes.length);
	const peers: string[] = [];
	while (scanner.next(0)) {
		const { bytes: own, peerStart, peerEnd } = scanner.line;
		peers.push(textOf(own, peerStart, peerEnd));
	}
	assert.deepEqual(peers, ['[192.0.2.1]:25', '[192.0.2.2]:25', '[192.0.2.1]:25', '[192.0.2.2]:25']);
});
