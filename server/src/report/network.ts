/** The network that an address is of: its /24, or /64 of IPv6. What is no address is its own network. */
export function networkOf(address: string): string {
	const four = /^(?:ipv6:)?(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(address);
	if (four) {
		return `${four[1]}.0/24`;
	}
	const six = /^(?:ipv6:)?([0-9a-f:]{2,39})$/i.exec(address)?.[1];
	return six?.includes(':') ? `${firstHalf(six)}::/64` : address;
}

/** The first four groups of an IPv6 address, written without leading zeros: `2001:db8:1:2`. */
function firstHalf(address: string): string {
	const [before = '', after] = address.toLowerCase().split('::');
	const head = before.split(':').filter(Boolean);
	const tail = (after ?? '').split(':').filter(Boolean);
	const zeros =
		after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
	const groups = [...head, ...zeros, ...tail].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
	while (groups.length > 1 && groups.at(-1) === '0') {
		groups.pop();
	}
	return groups.join(':');
}
