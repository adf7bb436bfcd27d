/** What a sweep over a line finds, given to whoever learns or replaces it. Each answers what is to stand there; undefined: what stood there. */
export interface Sink {
	/** A place where a user's name stands, or an address. */
	user(text: string): string | undefined;
	/** The two sides of an address. */
	address(local: string, domain: string): string | undefined;
	/** A host's name. `isCertain`: its place tells that it is one. In a path it is one only if it is known. */
	host(name: string, isCertain: boolean, isInPath?: boolean): string | undefined;
	/** A place where a Message-ID stands, without brackets; `isCertain`: not only by its look. */
	messageId(id: string, isCertain: boolean): string | undefined;
	/** An IP address, or what looks like one. */
	ip(text: string): string | undefined;
	/** Any other word. */
	word(word: string): string | undefined;
	/** A password, a token, a payload of AUTH. */
	secret(text: string): string;
	/** base64 of a credential or a challenge. */
	credential(text: string): string;
}

/** A place whose meaning is known before the line is swept. */
export interface Mark {
	readonly start: number;
	readonly end: number;
	readonly kind: 'user' | 'host' | 'secret' | 'message-id' | 'literal';
	/** What is to stand there: `[content, 12 octets]`. */
	readonly literal?: string;
}
