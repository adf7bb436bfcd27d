/** Comparing and finding octets, sixteen at a time. Up to 32 octets behind a place may be looked at, and mean nothing. */

/** Where an octet stands first between `at` and `end`, or -1. */
export function indexOfOctet(octet: i32, at: i32, end: i32): i32 {
	const wanted = i8x16.splat(<i8>octet);
	for (; at < end; at += 16) {
		const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
		if (found !== 0) {
			const place = at + ctz(found);
			return place < end ? place : -1;
		}
	}
	return -1;
}

/** Whether `length` octets are the same at two places. */
export function isSame(one: i32, other: i32, length: i32): bool {
	let at = 0;
	for (; at + 8 <= length; at += 8) {
		if (load<u64>(one + at) !== load<u64>(other + at)) {
			return false;
		}
	}
	const left = length - at;
	return left === 0 || (load<u64>(one + at) ^ load<u64>(other + at)) << ((8 - left) << 3) === 0;
}

/** Whether a literal stands at `at`, before `end`. */
export function standsAt(literal: i32, length: i32, at: i32, end: i32): bool {
	return at + length <= end && isSame(at, literal, length);
}

/** Where a literal stands first between `from` and `end`, or -1. */
export function indexOf(literal: i32, length: i32, from: i32, end: i32): i32 {
	if (length === 0) {
		return from;
	}
	const first = i8x16.splat(load<i8>(literal));
	const last = i8x16.splat(load<i8>(literal + length - 1));
	const limit = end - length;
	for (let at = from; at <= limit; at += 16) {
		const firsts = i8x16.eq(v128.load(at), first);
		const lasts = i8x16.eq(v128.load(at + length - 1), last);
		for (let found = i8x16.bitmask(v128.and(firsts, lasts)); found !== 0; found &= found - 1) {
			const place = at + ctz(found);
			if (place > limit) {
				return -1;
			}
			if (isSame(place, literal, length)) {
				return place;
			}
		}
	}
	return -1;
}

/** Where a literal stands last between `from` and `end`, or -1. */
export function lastIndexOf(literal: i32, length: i32, from: i32, end: i32): i32 {
	if (length === 0) {
		return end;
	}
	const first = i8x16.splat(load<i8>(literal));
	const last = i8x16.splat(load<i8>(literal + length - 1));
	for (let at = end - length - 15; at > from - 16; at -= 16) {
		const firsts = i8x16.eq(v128.load(at), first);
		const lasts = i8x16.eq(v128.load(at + length - 1), last);
		let found = i8x16.bitmask(v128.and(firsts, lasts));
		while (found !== 0) {
			const bit = 31 - clz(found);
			if (at + bit < from) {
				return -1;
			}
			if (isSame(at + bit, literal, length)) {
				return at + bit;
			}
			found ^= 1 << bit;
		}
	}
	return -1;
}

export function isDigit(octet: i32): bool {
	return <u32>(octet - 48) < 10;
}

/** Letters and digits. */
export function isAlphanumeric(octet: i32): bool {
	return isDigit(octet) || <u32>((octet | 32) - 97) < 26;
}
