import type { Pseudonyms } from './pseudonyms';
import { mask } from './secrets';
import type { Sink } from './sink';
import { trimmedEnd } from './trimmed';

/** So many words are remembered: a log has few, and numbers without end. */
const mostWords = 1 << 16;

/** Gives what stands for each name and each secret. */
export class Replacer implements Sink {
	/** What stands for a word: often itself. */
	private readonly words = new Map<string, string>();
	/** What stands for a host as it is written; with `?` where only its look told. */
	private readonly hosts = new Map<string, string | undefined>();

	constructor(private readonly names: Pseudonyms) {}

	user(text: string): string {
		return this.names.user(text);
	}

	address(local: string, domain: string): string {
		return `${this.names.user(local)}@${this.domain(domain)}`;
	}

	host(name: string, isCertain: boolean): string | undefined {
		const key = isCertain ? name : `?${name}`;
		const known = this.hosts.get(key);
		if (known !== undefined || this.hosts.has(key)) {
			return known;
		}
		const words = trimmedEnd(name);
		const instead = this.names.host(words, isCertain);
		const shown = instead === undefined ? undefined : instead + name.slice(words.length);
		this.hosts.set(key, shown);
		return shown;
	}

	messageId(id: string, isCertain: boolean): string | undefined {
		return isCertain || this.names.messageIds.has(id) ? this.names.messageId(id) : undefined;
	}

	ip(text: string): string | undefined {
		return this.names.ip(text);
	}

	word(word: string): string | undefined {
		const known = this.words.get(word);
		if (known !== undefined) {
			return known === word ? undefined : known;
		}
		const instead = this.names.word(word);
		if (this.words.size >= mostWords) {
			this.words.clear();
		}
		this.words.set(word, instead ?? word);
		return instead;
	}

	secret(text: string): string {
		return text === '' || text === '*' ? text : mask;
	}

	credential(): string {
		return mask;
	}

	private domain(domain: string): string {
		if (domain.startsWith('[')) {
			const inner = domain.slice(1, -1);
			const tag = /^IPv6:/i.exec(inner)?.[0] ?? '';
			return `[${tag}${this.names.ip(inner.slice(tag.length)) ?? 'address'}]`;
		}
		const ip = this.names.ip(domain);
		if (ip !== undefined) {
			return ip;
		}
		const words = trimmedEnd(domain);
		const instead = this.names.host(words, true);
		return instead === undefined
			? words.includes('.') && /[^\w.-]/.test(words)
				? 'host.example'
				: domain
			: instead + domain.slice(words.length);
	}
}
