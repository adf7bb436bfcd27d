/** How a file is compressed, as its first octets tell. */
export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** The first octets of each (RFC 1952 §2.3.1, the bzip2 and xz format descriptions, RFC 8878 §3.1.1). */
const signatures: readonly (readonly [Compression, readonly number[]])[] = [
	['gzip', [0x1f, 0x8b, 0x08]],
	['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
	['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

/** `BZh`, a digit, then π (`31 41 59 26 53 59`): `BZh` alone could begin a line of text. */
const bzip2 = /^425a683[1-9]314159265359/;

/** As many octets as the longest signature takes. */
const longest = 10;

/** The compression that the beginning of a file tells of, its name left aside: `mail.log.1` may be gzip too. */
export function compressionOf(beginning: Uint8Array): Compression | undefined {
	const known = signatures.find(([, octets]) => octets.every((octet, at) => beginning[at] === octet));
	if (known) {
		return known[0];
	}
	return bzip2.test(Buffer.from(beginning.subarray(0, longest)).toString('hex')) ? 'bzip2' : undefined;
}

/** Reads just enough of a source to know its compression; `chunks` begins with what was read. */
export async function withCompression(
	source: AsyncIterator<Uint8Array>,
): Promise<{ compression: Compression | undefined; chunks: AsyncIterable<Uint8Array> }> {
	let beginning: Uint8Array = new Uint8Array();
	let done = false;
	while (beginning.length < longest && !done) {
		const next = await source.next();
		if (next.done) {
			done = true;
		} else {
			beginning = beginning.length > 0 ? Buffer.concat([beginning, next.value]) : next.value;
		}
	}
	return { compression: compressionOf(beginning), chunks: continued(beginning, done ? undefined : source) };
}

async function* continued(
	beginning: Uint8Array,
	rest: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
	if (beginning.length > 0) {
		yield beginning;
	}
	for (let next = await rest?.next(); next && !next.done; next = await rest?.next()) {
		yield next.value;
	}
}
