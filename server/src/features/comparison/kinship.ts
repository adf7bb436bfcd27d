import type { Aspect, Facts } from './fact';
import type { SentenceKey } from '../../knowledge/knowledge';
import type { Session } from '../../core/model';

/** What two sessions have in common, the closest first. */
export const kinships = ['address', 'user', 'name', 'network', 'domain', 'mailbox', 'program'] as const;
export type Kinship = (typeof kinships)[number];

/** A session as its kin are told by. */
export interface Kin {
	readonly session: Session;
	readonly facts: Facts;
}

/** The closest thing that two sessions have in common; `undefined` where they are not of one kind of program. */
export function kinshipOf(one: Kin, other: Kin): Kinship | undefined {
	const { role, software, program } = one.session;
	if (
		other.session.role !== role ||
		other.session.software !== software ||
		other.session.program !== program
	) {
		return undefined;
	}
	return kinships.find((kinship) => {
		const names = traitsOf(one, kinship);
		return kinship === 'program' || traitsOf(other, kinship).some((name) => names.includes(name));
	});
}

/** What a session is known by, for one kinship: texts in lower case that stand in its lines as they are, or begin there. */
export function traitsOf({ facts }: Kin, kinship: Kinship): readonly string[] {
	const value = (aspect: Aspect) => facts[aspect]?.value?.toLowerCase();
	const address = value('address');
	switch (kinship) {
		case 'address':
			return present(address);
		case 'user':
			return present(value('user'));
		case 'name':
			return present(value('name'));
		case 'network':
			return present(networkOf(address));
		case 'domain':
			return present(domainOf(value('name')));
		case 'mailbox':
			return [
				...present(value('sender')).filter((sender) => sender !== '<>'),
				...(facts.recipient?.all ?? []).map((address) => address.toLowerCase()),
			];
		case 'program':
			return [];
	}
}

function present(text: string | undefined): readonly string[] {
	return text ? [text] : [];
}

/** `198.51.100.` of an IPv4 address, the first four groups of an IPv6 address. */
function networkOf(address: string | undefined): string | undefined {
	// 198.51.100.7   2001:db8:1:2::7
	// -----------    -------------
	return /^(?:\d{1,3}\.){3}(?=\d{1,3}$)|^(?:[0-9a-f]{1,4}:){4}/i.exec(address ?? '')?.[0];
}

/** `example.net` of `mx1.example.net`; of an address or a single word nothing. */
function domainOf(name: string | undefined): string | undefined {
	const labels = name?.split('.').slice(-2) ?? [];
	return labels.length === 2 && /^[a-z]/.test(labels[1] ?? '') ? labels.join('.') : undefined;
}

/** `same client`, `same server` */
export function kinshipKey(kinship: Kinship, { role }: Session): SentenceKey {
	const side = role === 'server' ? 'client' : 'server';
	return kinship === 'address' || kinship === 'name'
		? `comparison.near.${kinship}.${side}`
		: `comparison.near.${kinship}`;
}
