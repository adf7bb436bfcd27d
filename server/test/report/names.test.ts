import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Addresses } from '../../src/report/names';

test('an address is the same whatever the case of its domain, and the case of its local part counts', () => {
	const addresses = new Addresses();
	const first = addresses.numberOf('Ann@Example.COM');
	assert.equal(addresses.numberOf('Ann@example.com'), first);
	assert.notEqual(addresses.numberOf('ann@example.com'), first);
	assert.equal(addresses.text(first), 'Ann@example.com');
	assert.equal(addresses.domains.text(addresses.domain(first)), 'example.com');
});

test('what looks alike is told apart, and each is given back as it came', () => {
	const addresses = new Addresses();
	const all = [
		'',
		'@',
		'example.com',
		'@example.com',
		'example.com@',
		'a@b@example.com',
		'a@example.com',
		'A',
		'a',
		`${'x'.repeat(400)}@${'y'.repeat(400)}.example`,
	];
	const numbers = all.map((address) => addresses.numberOf(address));
	assert.deepEqual(
		numbers,
		all.map((_, number) => number),
	);
	assert.deepEqual(
		numbers.map((number) => addresses.text(number)),
		all,
	);
	assert.deepEqual(
		numbers.map((number) => addresses.domains.text(addresses.domain(number))),
		[
			'',
			'',
			'example.com',
			'example.com',
			'',
			'example.com',
			'example.com',
			'A',
			'a',
			`${'y'.repeat(400)}.example`,
		],
	);
});

test('spellings of one address have its number, whichever comes first', () => {
	const addresses = new Addresses();
	const all = [
		'a@ONE.example',
		'a@One.example',
		'a@one.example',
		'b@one.example',
		'b@one.EXAMPLE',
		'ONE.example',
	];
	const numbers = all.map((address) => addresses.numberOf(address));
	assert.deepEqual(
		numbers.map((number) => addresses.text(number)),
		['a@one.example', 'a@one.example', 'a@one.example', 'b@one.example', 'b@one.example', 'ONE.example'],
	);
	assert.equal(new Set(numbers).size, 3);
	assert.deepEqual(
		numbers.map((number) => addresses.domains.text(addresses.domain(number))),
		[...Array<string>(5).fill('one.example'), 'ONE.example'],
	);
});
