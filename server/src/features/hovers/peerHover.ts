import { valueOf, type Field } from '../../core/event';
import { addressRange, isAddress, rangeSources } from '../../knowledge/addressRanges';
import { source } from '../../knowledge/knowledge';
import { decodeIdn } from './decode/idn';
import { sourceLinks } from './footer';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { roleOfPeer } from './roles';
import { toMarkdown } from './say';
import { termAnswer } from './termWords';
import { isInMessage, tokenUnder } from './token';
import { usageOf, usageWords } from './usage';

/** A host's name or its IP address: what it is here, what its number tells, and how often it stands in the log. */
export function peerHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(
		pointed,
		'address',
		'relayAddress',
		'localAddress',
		'helo',
		'host',
		'relayHost',
		'remoteHost',
	);
	if (field) {
		const value = field.value.replace(/^\[|\](?::\d{1,5})?$/g, '');
		return {
			...(isAddress(value) ? ofAddress(pointed, value, field) : ofName(pointed, field)),
			span: field.span,
		};
	}
	return relayWord(pointed) ?? bareAddress(pointed);
}

/** `relay=local`, `relay=none`: no host, but who delivered, or that nobody was reached. */
function relayWord(pointed: Pointed): Answer | undefined {
	const relay = fieldUnder(pointed, 'relay');
	if (!relay) {
		return undefined;
	}
	return relay.value === 'none'
		? {
				sections: [`**relay=none** · ${pointed.say('relay.none')}`, pointed.say('relay.none.meaning')],
				span: relay.span,
			}
		: termAnswer(pointed, 'daemon', relay.value, { span: relay.span, shown: `relay=${relay.value}` });
}

/** An address that stands anywhere in what a line says. */
function bareAddress(pointed: Pointed): Answer | undefined {
	const found = isInMessage(pointed)
		? tokenUnder(pointed, (character) => /[0-9a-fA-F.:]/.test(character))
		: undefined;
	//   203.0.113.9:1038    2001:db8::9:
	const value = found?.text.replace(/[:.]$/, '').replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/, '$1');
	return found && value && isAddress(value) && (value.includes('.') || value.length > 4)
		? { ...ofAddress(pointed, value, undefined), span: found.span }
		: undefined;
}

function ofAddress(pointed: Pointed, address: string, field: Field | undefined): Answer {
	const { say, event } = pointed;
	const range = addressRange(address);
	const isClient = field?.name === 'address';
	const name = isClient
		? valueOf(event, 'host')
		: field?.name === 'relayAddress'
			? valueOf(event, 'relayHost')
			: undefined;
	const usage = usageOf(pointed, address, { value: address, from: [], to: ['relayAddress', 'address'] });
	return {
		sections: [
			`**${toMarkdown(address)}** · ${say(roleOfPeer(pointed, field?.name))}${name ? ` · ${toMarkdown(name)}` : ''}`,
			range && say(`range.${range}`),
			name === 'unknown' && isClient ? say('host.unknown') : undefined,
			usageWords(pointed, usage),
		],
		footer: range && sourceLinks([source(rangeSources[range])]),
	};
}

function ofName(pointed: Pointed, field: Field): Answer {
	const { say, event } = pointed;
	const { value, name } = field;
	const title = `**${toMarkdown(value)}** · ${say(roleOfPeer(pointed, name))}`;
	if (value === 'unknown') {
		const address = valueOf(event, 'address');
		const usage = address === undefined ? undefined : usageOf(pointed, address);
		return {
			sections: [title, say('host.unknown'), say('host.unknown.advice'), usage && usageWords(pointed, usage)],
		};
	}
	const decoded = decodeIdn(value);
	return {
		sections: [
			title,
			decoded && say('idn', { name: { code: decoded } }),
			name === 'helo' ? heloWords(pointed, value) : undefined,
			usageWords(pointed, usageOf(pointed, value, { value, from: [], to: ['relayHost', 'host', 'relay'] })),
		],
	};
}

/** What the name in HELO is worth. */
function heloWords({ say, event }: Pointed, helo: string): string {
	const host = valueOf(event, 'host');
	if (host !== undefined && host.toLowerCase() === helo.toLowerCase()) {
		return say('helo.same');
	}
	if (/^(?:localhost|localhost\.localdomain)$/i.test(helo) || !helo.includes('.')) {
		return say('helo.short');
	}
	return host === undefined || host === 'unknown' ? say('helo.unproved') : say('helo.other', { host });
}
