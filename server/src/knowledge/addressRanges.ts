/** What an address is by its number alone, where that says more than that it is one of the Internet's. */
export type AddressRange =
	| 'unspecified'
	| 'loopback'
	| 'private'
	| 'sharedNat'
	| 'linkLocal'
	| 'documentation'
	| 'benchmark'
	| 'multicast'
	| 'uniqueLocal'
	| 'nat64'
	| 'sixToFour';

/** Where each is set aside: the registries of special addresses (RFC 6890) name these. */
export const rangeSources: Readonly<Record<AddressRange, string>> = {
	unspecified: 'RFC 1122 §3.2.1.3',
	loopback: 'RFC 1122 §3.2.1.3',
	private: 'RFC 1918 §3',
	sharedNat: 'RFC 6598 §7',
	linkLocal: 'RFC 3927 §2.1',
	documentation: 'RFC 5737 §3',
	benchmark: 'RFC 2544',
	multicast: 'RFC 5771',
	uniqueLocal: 'RFC 4193 §3.1',
	nat64: 'RFC 6052 §2.1',
	sixToFour: 'RFC 3056',
};

const version4: readonly (readonly [AddressRange, network: string, bits: number])[] = [
	['unspecified', '0.0.0.0', 8],
	['private', '10.0.0.0', 8],
	['sharedNat', '100.64.0.0', 10],
	['loopback', '127.0.0.0', 8],
	['linkLocal', '169.254.0.0', 16],
	['private', '172.16.0.0', 12],
	['documentation', '192.0.2.0', 24],
	['private', '192.168.0.0', 16],
	['benchmark', '198.18.0.0', 15],
	['documentation', '198.51.100.0', 24],
	['documentation', '203.0.113.0', 24],
	['multicast', '224.0.0.0', 4],
];

/** The range of an IPv4 or IPv6 address; `undefined` for an ordinary one, and for what is no address. */
export function addressRange(address: string): AddressRange | undefined {
	const four = numberOf(address.replace(/^::ffff:(?=\d{1,3}\.)/i, ''));
	if (four !== undefined) {
		return version4.find(([, network, bits]) => isIn(four, numberOf(network) ?? 0, bits))?.[0];
	}
	return isVersion6(address) ? rangeOf6(address.toLowerCase()) : undefined;
}

/** Whether a text is an IPv4 or an IPv6 address. */
export function isAddress(text: string): boolean {
	return numberOf(text) !== undefined || isVersion6(text);
}

function isVersion6(text: string): boolean {
	return (
		/^[0-9a-f:.]{2,45}$/i.test(text) &&
		/^(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{0,4}|\d{1,3}(?:\.\d{1,3}){3})$/i.test(text) &&
		text.split('::').length <= 2 &&
		(text.includes('::') || text.split(':').length === (text.includes('.') ? 7 : 8))
	);
}

function rangeOf6(address: string): AddressRange | undefined {
	if (address === '::') {
		return 'unspecified';
	}
	if (/^(?:0{0,4}:){2,7}0{0,3}1$/.test(address)) {
		return 'loopback';
	}
	const [first = '', second = ''] = address.split(':');
	const high = Number.parseInt(first || '0', 16);
	if (high === 0x2001 && Number.parseInt(second || '0', 16) === 0xdb8) {
		return 'documentation';
	}
	if (high === 0x64 && second === 'ff9b') {
		return 'nat64';
	}
	if (high === 0x2002) {
		return 'sixToFour';
	}
	if (high >= 0xfe80 && high <= 0xfebf) {
		return 'linkLocal';
	}
	return high >= 0xfc00 && high <= 0xfdff ? 'uniqueLocal' : high >= 0xff00 ? 'multicast' : undefined;
}

/** `192.0.2.1` as a number. */
function numberOf(address: string): number | undefined {
	const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
	return parts?.every((part) => part < 256)
		? parts.reduce((number, part) => number * 256 + part, 0)
		: undefined;
}

function isIn(address: number, network: number, bits: number): boolean {
	const size = 2 ** (32 - bits);
	return Math.floor(address / size) === Math.floor(network / size);
}
