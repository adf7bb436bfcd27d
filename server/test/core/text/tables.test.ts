import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ByteTable } from '../../../src/core/text/byteTable';
import { Literal } from '../../../src/core/text/literal';
import { PairTable } from '../../../src/core/text/pairTable';
import { Octets } from '../../../src/core/text/octets';
import { bytesOf } from '../../../src/core/text/utf8';
import { LineColumns } from '../../../src/core/index/lineColumns';
import { runs } from '../../runs';

test('the same octets have the same number, others another one, each host its own', () => {
	const table = new ByteTable();
	const ids = fc.array(fc.record({ id: fc.string({ maxLength: 40 }), host: fc.nat(2) }), { maxLength: 200 });
	const known = new Map<string, number>();
	fc.assert(
		fc.property(ids, (given) => {
			for (const { id, host } of given) {
				const bytes = bytesOf(`(${id})`);
				const number = table.intern(bytes, 1, bytes.length - 1, host);
				assert.equal(number, known.get(`${host} ${id}`) ?? known.size);
				known.set(`${host} ${id}`, number);
				assert.equal(table.find(bytes, 1, bytes.length - 1, host), number);
				assert.deepEqual(Buffer.from(table.bytes(number)), Buffer.from(bytes.slice(1, -1)));
			}
		}),
		runs(40),
	);
	assert.equal(table.find(bytesOf('4jYB4w0dbLz5c'), 0, 13, 9), -1);
});

test('what is brought near is what has been there: nothing new, and its number', () => {
	const table = new ByteTable();
	const names = Array.from({ length: 100 }, (_, number) => bytesOf(`host${number}.example`));
	names.forEach((name) => table.intern(name, 0, name.length));
	const hashes = Int32Array.from(names.reverse(), (name) => table.hashOf(name, 0, name.length));
	table.bringNear(hashes, names.length);
	assert.equal(table.size, 100);
	const right = [...hashes].filter((number, at) => number === 99 - at).length;
	// Where two share a slot, the first one's is brought.
	assert.ok(right > 60, `${right} of 100`);
	assert.ok([...hashes].every((number) => number >= 0 && number < 100));
});

test('the same pair has the same number, others another one', () => {
	const integer = fc.oneof(fc.integer(), fc.nat(9), fc.constant(-1));
	fc.assert(
		fc.property(fc.array(fc.tuple(integer, integer), { maxLength: 400 }), (pairs) => {
			const table = new PairTable();
			const known = new Map<string, number>();
			for (const [one, other] of pairs) {
				const number = known.get(`${one} ${other}`) ?? known.size;
				known.set(`${one} ${other}`, number);
				assert.equal(table.intern(one, other), number);
			}
		}),
	);
});

test('a literal is found where it stands first, last, and at a place', () => {
	const small = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), maxLength });
	fc.assert(
		fc.property(small(9), small(60), fc.nat(8), (text, line, from) => {
			const octets = new Octets();
			const bytes = bytesOf(line);
			octets.over(bytes);
			const literal = Literal.ofText(text);
			const begin = Math.min(from, bytes.length);
			assert.equal(literal.indexIn(octets, begin, bytes.length), line.indexOf(text, begin));
			const last = line.lastIndexOf(text);
			assert.equal(literal.lastIndexIn(octets, begin, bytes.length), last < begin ? -1 : last);
			assert.equal(literal.standsAt(octets, begin, bytes.length), line.startsWith(text, begin));
		}),
		runs(500),
	);
});

test('what is noted of lines is kept, near or far, and after lines were taken back', () => {
	const line = fc.record({
		kind: fc.nat(65_535),
		seconds: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
		session: fc.oneof(fc.constant(-1), fc.nat(70_000)),
		before: fc.oneof(fc.constant(-1), fc.nat(9000)),
	});
	fc.assert(
		fc.property(fc.array(line, { minLength: 1, maxLength: 50 }), fc.nat(9000), (lines, kept) => {
			const columns = new LineColumns();
			const at = (index: number) => lines[index % lines.length] ?? assert.fail();
			const push = (index: number) => {
				const { kind, seconds, session, before } = at(index);
				columns.push(kind, seconds, 100, 5);
				columns.sessions.set(index, session);
				columns.messages.set(index, session);
				columns.previousInSession.set(index, Math.min(before, index - 1));
			};
			for (let index = 0; index < 9000; index++) {
				push(index);
			}
			columns.truncate(kept);
			for (let index = kept; index < 9000; index++) {
				push(index);
			}
			for (let index = 0; index < 9000; index += 7) {
				const { kind, seconds, session, before } = at(index);
				assert.deepEqual(
					[
						columns.kinds.get(index),
						columns.seconds.get(index),
						columns.sessions.get(index),
						columns.messages.get(index),
						columns.previousInSession.get(index),
						columns.previousInMessage.get(index),
					],
					[kind, seconds, session, session, Math.min(before, index - 1), -1],
				);
			}
		}),
		runs(12),
	);
});
