import { valueOf, type LineEvent } from '../core/event';
import type { Pseudonyms } from './pseudonyms';
import { credentialsIn, mask } from './secrets';
import type { Sink } from './sink';
import { trimmedEnd } from './trimmed';

/** Notes the names and the secrets of a log. */
export class Learner implements Sink {
	readonly secrets = new Set<string>();

	constructor(private readonly names: Pseudonyms) {}

	/** What a line says of names that its words alone do not tell. */
	event(event: LineEvent): void {
		if (event.logHost !== undefined && event.logHost !== '-') {
			if (event.logHost.includes(':') || /^[\d.]+$/.test(event.logHost)) {
				this.names.learnIp(event.logHost);
			} else {
				this.names.learnHost(event.logHost, true);
			}
		}
		for (const { name, value } of event.fields) {
			if (name === 'host' || name === 'relayHost' || name === 'remoteHost' || name === 'helo') {
				if (value.includes('.') && !value.includes('/')) {
					this.host(value, !/^[\d.]+$/.test(value));
				}
			} else if (name === 'messageId') {
				const id = value.startsWith('<') && value.endsWith('>') ? value.slice(1, -1) : value;
				if (id !== '') {
					this.messageId(id, true);
				}
			} else if (name === 'secret') {
				this.secret(value);
			}
		}
		if (event.kind === 'command') {
			this.payload(valueOf(event, 'text') ?? '');
		}
	}

	user(text: string): undefined {
		this.names.learnUser(text);
	}

	address(local: string, domain: string): undefined {
		this.names.learnUser(local);
		if (domain.startsWith('[')) {
			this.names.learnIp(domain.slice(1, -1).replace(/^IPv6:/i, ''));
		} else {
			this.host(domain, true);
		}
	}

	host(name: string, isCertain: boolean, isInPath = false): undefined {
		const words = trimmedEnd(name);
		const numbers = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\.([^.].*))?$/.exec(words);
		const nibbles = /^((?:[0-9A-Fa-f]\.){32})([^.].*)$/.exec(words);
		if (nibbles?.[1] && nibbles[2]) {
			const digits = nibbles[1].replaceAll('.', '').split('').reverse().join('');
			this.names.learnIp(digits.replace(/(.{4})(?=.)/g, '$1:'));
			this.host(nibbles[2], isCertain);
		} else if (numbers && !/^[\d.]+$/.test(numbers[5] ?? 'x')) {
			const octets = numbers.slice(1, 5);
			this.names.learnIp(numbers[5] === undefined ? octets.join('.') : octets.reverse().join('.'));
			if (numbers[5] !== undefined) {
				this.host(numbers[5], isCertain);
			}
		} else if (!isInPath) {
			this.names.learnHost(words, isCertain);
		}
	}

	messageId(id: string, isCertain: boolean): undefined {
		if (isCertain) {
			this.names.messageIds.add(id);
			const at = id.lastIndexOf('@');
			if (at >= 0 && !id.slice(at + 1).startsWith('[')) {
				this.host(id.slice(at + 1), true);
			}
		}
	}

	ip(text: string): undefined {
		this.names.learnIp(text);
	}

	word(): undefined {
		return undefined;
	}

	secret(text: string): string {
		if (text !== '' && text !== '*' && text !== mask) {
			this.secrets.add(text);
			this.credential(text);
		}
		return mask;
	}

	credential(text: string): string {
		const { users, secrets } = credentialsIn(text);
		for (const user of users) {
			this.user(user);
		}
		for (const secret of secrets) {
			this.secrets.add(secret);
		}
		this.secrets.add(text);
		return mask;
	}

	/** `AUTH PLAIN AGFsaWNl…`, also where the tool hides it as decoded words. */
	private payload(text: string): void {
		const match = /^\s*AUTH\s+[\w-]+\s+(\S+)/i.exec(text);
		if (match?.[1]) {
			this.secret(match[1]);
		}
	}
}
