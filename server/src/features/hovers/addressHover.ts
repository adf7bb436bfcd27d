import { addressWords } from '../../checks/words';
import { decodeIdn } from './decode/idn';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { roleOfAddress } from './roles';
import { toMarkdown } from './say';
import { isInMessage, tokenUnder, type Token } from './token';
import { usageOf, usageWords } from './usage';

/** A mail address: what it is here, what it is made of, and how often it stands in the log. */
export function addressHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'from', 'to', 'recipient', 'original', 'saslUser', 'saslSender');
	if (field && !(field.name === 'to' && /^[:|/]/.test(field.value))) {
		return { sections: addressSections(pointed, field.value, roleOfAddress(field.name)), span: field.span };
	}
	const found = isInMessage(pointed) ? addressUnder(pointed) : undefined;
	if (!found) {
		return undefined;
	}
	const role = roleInCommand(pointed);
	return { sections: addressSections(pointed, found.text, role), span: found.span };
}

/** What looks like an address in the words of a line: `RCPT TO:<bob@example.net>`, `sender=bob@example.net`. */
function addressUnder(pointed: Pointed): Token | undefined {
	const token = tokenUnder(pointed, (character) => /[^\s<>()[\],;:"\\]/.test(character));
	const key = /^(?:sender|recipient|from|to|user|rcpt|envelope-from)=/i.exec(token?.text ?? '')?.[0] ?? '';
	const text = token?.text.slice(key.length) ?? '';
	const at = text.indexOf('@');
	return token && at > 0 && at < text.length - 1 && text.indexOf('@', at + 1) < 0
		? { text, span: { start: token.span.start + key.length, end: token.span.end } }
		: undefined;
}

/** In a dialogue the command tells. */
function roleInCommand({ event, text }: Pointed): string {
	const command =
		event.kind === 'command'
			? /\b(MAIL FROM|RCPT TO):/i.exec(text.slice(event.start, event.start + 80))?.[1]
			: undefined;
	return command === undefined
		? 'role.address'
		: command.toUpperCase() === 'MAIL FROM'
			? 'role.sender'
			: 'role.recipient';
}

function addressSections(pointed: Pointed, address: string, role: string): Answer['sections'] {
	const { say } = pointed;
	const title = `**${toMarkdown(addressWords(address))}** · ${say(role)}`;
	if (address === '') {
		return [title, say('address.null')];
	}
	const decoded = decodeIdn(address);
	const usage = usageOf(pointed, address, {
		value: address,
		from: ['from'],
		to: ['to', 'original', 'recipient'],
	});
	return [
		title,
		decoded && say('idn', { name: { code: decoded } }),
		...kindsOf(address).map((kind) => say(`address.${kind}`)),
		usageWords(pointed, usage),
		say(`${role}.meaning`),
	];
}

/** What programs write into local parts. */
function kindsOf(address: string): readonly string[] {
	//   SRS0=HHH=TT=example.org=alice@forwarder.example    prvs=1234567890=alice@example.com
	if (/^SRS[01][=+-]/i.test(address)) {
		return ['srs'];
	}
	if (/^prvs=/i.test(address)) {
		return ['batv'];
	}
	//   list-bounces+bob=example.net@lists.example.org
	return /^[^@]{1,64}[+-][^@=]{1,64}=[^@=]{1,64}@/.test(address) ? ['verp'] : [];
}
