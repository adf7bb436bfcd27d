import type { MailLog } from '../core/mailLog';
import type { Peer } from '../core/model';
import { relatedLimit, type RelatedPlace } from './finding';
import { relatedPlaces } from './places';
import type { Said } from '../knowledge/say';
import { peerWords } from './words';

/** So many hosts are told apart. */
const peerLimit = 1000;

/** What has one cause: the first of it, how often it came and with how many hosts, and a few places. No more is kept. */
export class SameCause<First, Place extends { readonly line: number } = { readonly line: number }> {
	readonly first: First;
	readonly #places: Place[] = [];
	readonly #peers = new Set<string>();
	#count = 0;

	constructor(first: First) {
		this.first = first;
	}

	add(place: Place, peer?: Peer): void {
		const name = peerWords(peer);
		this.#count++;
		if (name !== undefined && this.#peers.size < peerLimit) {
			this.#peers.add(name);
		}
		if (this.#places.length <= relatedLimit) {
			this.#places.push(place);
		}
	}

	get count(): number {
		return this.#count;
	}

	/** How many hosts: 1 where none of them is known. */
	get peerCount(): number {
		return Math.max(1, this.#peers.size);
	}

	/** `mx.example.net [192.0.2.1]`, the first of them. */
	get peer(): string | undefined {
		return this.#peers.values().next().value;
	}

	/** The first of them, and no more than are named beside a finding. */
	get places(): readonly Place[] {
		return this.#places;
	}

	/** All but the first as the places beside a finding. */
	related(log: MailLog, words: (place: Place) => Said): { related?: readonly RelatedPlace[] } {
		const own = this.#places[0]?.line ?? 0;
		const places = this.#places.map((place) => ({ line: place.line, message: words(place) }));
		return relatedPlaces(log, places, own);
	}
}

/** What was found, by its cause, in the order in which the causes came up. */
export class Causes<First, Place extends { readonly line: number } = { readonly line: number }> {
	readonly #causes = new Map<string, SameCause<First, Place>>();

	/**
	 * @param key The same for everything with the same cause.
	 * @param first What is told of the cause, if this is the first of it.
	 */
	add(key: string, first: First, place: Place, peer?: Peer): SameCause<First, Place> {
		const cause = this.#causes.get(key) ?? new SameCause<First, Place>(first);
		this.#causes.set(key, cause);
		cause.add(place, peer);
		return cause;
	}

	map<Value>(of: (cause: SameCause<First, Place>) => Value): Value[] {
		return Array.from(this.#causes.values(), of);
	}
}
