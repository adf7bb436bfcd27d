import type { Peer } from '../core/model';
import type { Proof } from '../core/proof';

/**
 * What the parts of a report have in common. JSON.stringify leaves out keys whose value is `undefined`, which is how absent
 * knowledge becomes an absent key.
 */

/** The contract's line number, from 1, of a line counted from 0. */
export function lineNumber(line: number): number {
	return line + 1;
}

/** The contract's name of a session: `s1` for the first. */
export function sessionId(index: number): string {
	return `s${index + 1}`;
}

/** `undefined` for an empty text: the log does not tell. */
export function present(text: string | undefined): string | undefined {
	return text === '' ? undefined : text;
}

/** A mail address. The empty one, which bounces come from, is no absent knowledge: it is written as in MAIL FROM, `<>`. */
export function mailAddress<Address extends string | undefined>(address: Address): Address | '<>' {
	return address === '' ? '<>' : address;
}

/** The other side; `undefined` where nothing of it is known. */
export function projectPeer(peer: Peer | undefined): object | undefined {
	const { name, address, port } = peer ?? {};
	const known = { name: present(name), address: present(address), port };
	return Object.values(known).some((value) => value !== undefined) ? known : undefined;
}

/** Which two lines prove a link, and the key that stands in both. */
export function projectProof(proof: Proof | undefined): object | undefined {
	return (
		proof && { lines: proof.lines.map(lineNumber), by: proof.by, key: proof.key, host: present(proof.host) }
	);
}
