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

test('beyond the domains that can be told by a number, whole addresses are', () => {
	const addresses = new Addresses(2);
	const all = ['a@one.example', 'a@two.example', 'a@three.example', 'a@four.example', 'three.example'];
	const numbers = all.map((address) => addresses.numberOf(address.replace('three', 'THREE')));
	assert.deepEqual(
		numbers.map((number) => addresses.text(number)),
		['a@one.example', 'a@two.example', 'a@three.example', 'a@four.example', 'THREE.example'],
	);
	assert.equal(addresses.numberOf('a@three.example'), numbers[2]);
	assert.equal(addresses.domains.text(addresses.domain(numbers[2] ?? 0)), 'three.example');
});
