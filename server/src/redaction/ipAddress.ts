/** `192.0.2.1` as a number; undefined for anything else. */
export function readIpv4(text: string): number | undefined {
	let value = 0;
	let octet = -1;
	let dots = 0;
	for (let at = 0; at < text.length; at++) {
		const digit = text.charCodeAt(at) - 48;
		if (digit >= 0 && digit <= 9) {
			octet = (octet < 0 ? 0 : octet) * 10 + digit;
			if (octet > 255) {
				return undefined;
			}
		} else if (digit === -2 && octet >= 0) {
			value = value * 256 + octet;
			octet = -1;
			dots++;
		} else {
			return undefined;
		}
	}
	return dots === 3 && octet >= 0 ? value * 256 + octet : undefined;
}

/** 3221225985 → `192.0.2.1` */
export function ipv4Text(value: number): string {
	return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
}

/** The eight groups of an IPv6 address, and whether its last four octets are written as an IPv4 address. */
export interface Ipv6 {
	readonly groups: readonly number[];
	readonly dotted: boolean;
}

/** The longest way to write an IPv6 address: `0000:0000:0000:0000:0000:ffff:255.255.255.255`. */
export const longestIpv6 = 45;

/** `2001:db8::1`, `::ffff:192.0.2.1`; undefined for anything else, such as a time of day. */
export function readIpv6(text: string): Ipv6 | undefined {
	if (text.length < 2 || text.length > longestIpv6) {
		return undefined;
	}
	const halves = text.split('::');
	if (halves.length > 2) {
		return undefined;
	}
	const [head, tail] = halves.map(readGroups);
	if (!head || (halves.length === 2 && !tail)) {
		return undefined;
	}
	const behind = tail ?? { groups: [], dotted: false };
	const missing = 8 - head.groups.length - behind.groups.length;
	if ((halves.length === 2 ? missing < 1 : missing !== 0) || (head.dotted && halves.length === 2)) {
		return undefined;
	}
	const zeros = Array.from({ length: missing }, () => 0);
	return { groups: [...head.groups, ...zeros, ...behind.groups], dotted: head.dotted || behind.dotted };
}

function readGroups(text: string): Ipv6 | undefined {
	if (text === '') {
		return { groups: [], dotted: false };
	}
	const groups: number[] = [];
	const parts = text.split(':');
	for (const [at, part] of parts.entries()) {
		if (/^[0-9A-Fa-f]{1,4}$/.test(part)) {
			groups.push(parseInt(part, 16));
			continue;
		}
		const last = at === parts.length - 1 ? readIpv4(part) : undefined;
		if (last === undefined) {
			return undefined;
		}
		return { groups: [...groups, last >>> 16, last & 0xffff], dotted: true };
	}
	return { groups, dotted: false };
}

/** The first prefix before which all else is zero, in the shortest way to write it: `2001:db8:1::7` of `[0x2001, 0xdb8, 1]` and 7. */
export function ipv6Text(groups: readonly number[]): string {
	const words = groups.map((group) => group.toString(16));
	let best = { at: 8, length: 1 };
	for (let at = 0; at < 8; at++) {
		let length = 0;
		while (groups[at + length] === 0) {
			length++;
		}
		best = length > best.length ? { at, length } : best;
	}
	return best.at === 8
		? words.join(':')
		: `${words.slice(0, best.at).join(':')}::${words.slice(best.at + best.length).join(':')}`;
}
