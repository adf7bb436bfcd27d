import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { dialects } from '../../src/core/dialects/all';
import { briefFields, briefField } from '../../src/core/dialects/brief';
import { valueOf } from '../../src/core/event';
import { MailLog } from '../../src/core/mailLog';
import { textOf } from '../../src/core/text/utf8';
import { logs, rows } from '../redaction/corpus';
import { runs } from '../runs';
import { linesOf } from './dialects/sampleLines';

const briefRows = dialects.flatMap((dialect) =>
	dialect.rows.flatMap((row) => (row.brief ? [{ dialect, row, brief: row.brief }] : [])),
);
const samples = briefRows.flatMap(({ dialect, row }) =>
	row.samples.flatMap((sample) => linesOf(dialect, row, sample)),
);

/** The number of lines that were read on their octets; all lines say in brief what they say in full. */
function checkBriefs(text: string | Uint8Array): number {
	const log = MailLog.of(text);
	let quick = 0;
	log
		.briefs(() => 'fields')
		.visit(0, log.lineCount, (line, kind, brief) => {
			const event = log.event(line);
			assert.equal(kind.kind, event.kind, log.text(line));
			const told = briefRows.find(
				({ row, brief: { after } }) => row.kind === event.kind && log.text(line).includes(after),
			);
			for (const name of briefFields) {
				const field = briefField[name];
				const value = brief.isNoted(field)
					? textOf(brief.bytes, brief.start(field), brief.end(field))
					: undefined;
				if (value !== undefined || told?.brief.tells.includes(name) !== false) {
					assert.equal(value, valueOf(event, name), `${name} of ${log.text(line)}`);
				}
			}
			quick += brief.isQuick ? 1 : 0;
		});
	return quick;
}

test('a line says in brief what it says in full: the samples of all rows', () => {
	for (const { text } of rows) {
		checkBriefs(text);
	}
});

test('and all lines of whole logs, most of them on their octets', () => {
	const quick = logs.map(({ name, text }) => [name, checkBriefs(text)] as const);
	assert.ok((quick.find(([name]) => name === 'postfix.log')?.[1] ?? 0) > 40);
	assert.ok((quick.find(([name]) => name === 'exim-mainlog')?.[1] ?? 0) > 20);
});

test('a status that is no word', () => {
	for (const status of ['(sent', 'sent,', 's(ent', '']) {
		checkBriefs(
			`Nov 23 16:20:48 mx1 postfix/lmtp[291]: 8C5EB1C0F3: to=<b@example.net>, relay=local, delay=3, status=${status} (250 Ok)`,
		);
	}
});

test('also where a line was cut, or anything was put into it', () => {
	const pieces = [
		...[
			'"',
			'\\',
			'<',
			'>',
			'[',
			']',
			'(',
			')',
			', ',
			' ',
			': ',
			':',
			'=',
			'; from=<',
			' from ',
			'é',
			'\u00ff',
			'*',
		],
		...[
			' => ',
			' <= ',
			': to=',
			', relay=',
			', status=sent (',
			' with cipher ',
			' H=',
			' T="',
			' defer (',
			' R=',
		],
	];
	const change = fc.record({
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		cut: fc.nat({ max: 12 }),
		piece: fc.constantFrom('', ...pieces),
	});
	fc.assert(
		fc.property(
			fc.constantFrom(...samples),
			fc.array(change, { minLength: 1, maxLength: 3 }),
			(sample, changes) => {
				const line = changes.reduce((text, { at, cut, piece }) => {
					const place = Math.floor(at * text.length);
					return text.slice(0, place) + piece + text.slice(place + cut);
				}, sample);
				checkBriefs(line);
			},
		),
		runs(2000),
	);
});
