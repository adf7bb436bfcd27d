import { valueOf, type LineEvent } from '../../core/event';
import { term, type Term } from '../../knowledge/knowledge';
import { tlsCipher } from '../../knowledge/terms';
import { sourceLinks } from './footer';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { toMarkdown, type Say } from './say';
import { actionWords } from './termWords';
import { isInMessage, matchUnder } from './token';

/** What was agreed on for an encrypted connection, as far as a line tells. */
interface Parameters {
	readonly version: string;
	readonly cipher: string;
	/** `X25519` */
	readonly keyExchange: string;
	/** `Untrusted`, `CV=no` */
	readonly verdict: string;
}

/** TLS parameters: which version and cipher, who was identified, what of it is old or weak, and what to do. */
export function tlsHover(pointed: Pointed): Answer | undefined {
	const { event, text } = pointed;
	const parameters = parametersOf(event, text);
	const span = parameters && spanUnder(pointed, parameters);
	if (!parameters || !span) {
		return undefined;
	}
	const { say, language } = pointed;
	const { version, cipher, keyExchange, verdict } = parameters;
	const ofVersion = term('tls-version', version, language);
	const ofVerdict = term('tls-verdict', verdict, language);
	const ofCipher = tlsCipher(cipher, language);
	const isOld = ofVersion !== undefined && !current.has(ofVersion.name);
	const group = keyExchange || groupIn(cipher);
	const strength = ofCipher?.strength ?? 'good';
	const ofTrust = ofVerdict && wordsOf(pointed, ofVerdict);
	const cipherWords = `${titleOf(cipher, ofCipher)}. ${ofCipher ? wordsOf(pointed, ofCipher) : ''}`;
	return {
		sections: [
			[titleOf(version, ofVersion), ofVerdict && titleOf(verdict, ofVerdict)].filter(Boolean).join(' · '),
			[say(isOld ? 'tls.old' : `tls.${strength}`), groupWords(say, group)].join(' ').trim(),
			isOld ? wordsOf(pointed, ofVersion) : undefined,
			...(strength === 'good' ? [ofTrust, cipherWords] : [cipherWords, ofTrust]),
		],
		footer: sourceLinks([ofVersion, ofVerdict, ofCipher].flatMap((each) => each?.sources.slice(0, 1) ?? [])),
		span,
	};
}

/** With what the key was agreed. */
function groupWords(say: Say, group: string): string {
	if (group === '') {
		return '';
	}
	const key = /MLKEM|KYBER/i.test(group) ? 'tls.groupPostQuantum' : 'tls.group';
	return say(key, { group: { code: group } });
}

const current: ReadonlySet<string> = new Set(['TLSv1.3', 'TLSv1.2']);

function titleOf(name: string, found: Term | undefined): string {
	return `**${toMarkdown(name)}** ${found?.title ?? ''}`;
}

function wordsOf(pointed: Pointed, found: Term): string {
	return [found.meaning, actionWords(pointed, found)].filter(Boolean).join(' ');
}

/** From the fields of a line; for a tool's own words (`TLS started with cipher TLSv1.3:…`) from its text. */
function parametersOf(event: LineEvent, text: string): Parameters | undefined {
	const version = valueOf(event, 'tlsVersion');
	const cipher = valueOf(event, 'tlsCipher');
	if (version !== undefined && cipher !== undefined) {
		const message = text.slice(event.start, event.start + 4096);
		//   key-exchange X25519    CV=no
		//                ------    -----
		return {
			version,
			cipher: cipher.replace(/:\d{1,4}$/, ''),
			keyExchange: /\bkey-exchange ([\w-]{1,40}(?: \([^()]{1,40}\))?)/.exec(message)?.[1] ?? '',
			verdict: valueOf(event, 'tlsTrust') ?? / (CV=(?:yes|no|dane))(?= |:|$)/.exec(message)?.[1] ?? '',
		};
	}
	if (event.format !== 'transcript' || event.kind !== 'info') {
		return undefined;
	}
	//   TLSv1.3:TLS_AES_256_GCM_SHA384    TLSv1.3 / TLS_AES_256_GCM_SHA384    TLSv1.2, Cipher is ECDHE-RSA-AES256-GCM-SHA384
	const [, toolVersion = '', toolCipher = ''] =
		/\b(TLSv1(?:\.[0-3])?|SSLv[23])(?:[:,]| \/| with)? ?(?:Cipher is )?([A-Z][A-Z0-9_-]{5,60})\b/.exec(
			text.slice(0, 4096),
		) ?? [];
	return toolCipher ? { version: toolVersion, cipher: toolCipher, keyExchange: '', verdict: '' } : undefined;
}

/** Where the parameters stand, if the cursor is there. */
function spanUnder(pointed: Pointed, { version, cipher }: Parameters) {
	const { event, text, character } = pointed;
	const isToolsOwn = event.fields.every(({ name }) => name !== 'tlsVersion');
	const start = isToolsOwn
		? text.indexOf(version)
		: (event.fields.find(({ name }) => name === 'tlsVersion')?.span.start ?? -1);
	if (isInMessage(pointed) && start >= 0) {
		// Postfix writes them to the end; Exim and tools write version and cipher together.
		const end = event.kind === 'tls-established' ? text.length : text.indexOf(cipher, start) + cipher.length;
		const first = text.slice(start - 2, start) === 'X=' ? start - 2 : start;
		if (first <= character && character <= end) {
			return { start: first, end };
		}
	}
	return fieldUnder(pointed, 'tlsTrust')?.span ?? matchUnder(pointed, /\bCV=(?:yes|no|dane)\b/g)?.span;
}

/** GnuTLS writes the group into the name: `ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM`. */
function groupIn(cipher: string): string {
	return /^(?:ECDHE|DHE)_([A-Z0-9]{2,24})__/.exec(cipher)?.[1] ?? '';
}
