import { addressWords } from '../../checks/words';
import { decodeIdn } from './decode/idn';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { roleOfAddress } from './roles';
import { toMarkdown } from './say';
import { isInMessage, matchUnder } from './token';
import { usageOf, usageWords } from './usage';

/** A mail address: what it is here, what it is made of, and how often it stands in the log. */
export function addressHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'from', 'to', 'recipient', 'original', 'saslUser', 'saslSender');
	if (field && !(field.name === 'to' && /^[:|/]/.test(field.value))) {
		return { sections: addressSections(pointed, field.value, roleOfAddress(field.name)), span: field.span };
	}
	//   RCPT TO:<bob@example.net>
	//            ---------------
	const found = isInMessage(pointed)
		? matchUnder(
				pointed,
				/(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){0,8}[\p{L}\p{N}-]{1,63}/gu,
			)
		: undefined;
	if (!found) {
		return undefined;
	}
	// message-id=<a@b> and to=<a@b> have their fields; the key is no part of what else looks like an address.
	const role = roleInCommand(pointed);
	return { sections: addressSections(pointed, found.text, role), span: found.span };
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
