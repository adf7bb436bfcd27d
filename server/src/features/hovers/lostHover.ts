import { term } from '../../knowledge/knowledge';
import type { Answer, Pointed } from './pointed';
import { answerOf } from './termWords';
import { matchUnder } from './token';
import { usageOf, usageWords } from './usage';

/** `lost connection after X`, `timeout after X`, `lost connection with … while sending X`: the usual causes at that stage. */
export function lostHover(pointed: Pointed): Answer | undefined {
	return lostByClient(pointed) ?? lostByServer(pointed) ?? lostToExim(pointed);
}

/** What smtpd says of a client. */
function lostByClient(pointed: Pointed): Answer | undefined {
	//   lost connection after DATA (46 bytes)
	//   ---------------       ----  --
	const found = matchUnder(
		pointed,
		/\b(lost connection|timeout|too many errors) after ([A-Za-z-]{1,20})(?: \((\d{1,12}) bytes\))?/g,
	);
	const [what = '', stage = '', octets = ''] = found?.groups ?? [];
	const known =
		found &&
		(term('lost-connection', `${what} after ${stage}`, pointed.language) ??
			term('lost-connection', `${what} after`, pointed.language));
	if (!found || !known) {
		return undefined;
	}
	const { say, event } = pointed;
	const address = event.fields.find(({ name }) => name === 'address')?.value;
	const usage = address === undefined ? undefined : usageOf(pointed, `[${address}]`);
	return answerOf(pointed, known, {
		span: found.span,
		shown: found.text,
		first: [
			octets ? say('lost.octets', { octets: { markdown: say.count('octets', Number(octets)) } }) : undefined,
		],
		last: [usage && usageWords(pointed, usage)],
	});
}

/** What smtp says of a server. */
function lostByServer(pointed: Pointed): Answer | undefined {
	//   lost connection with mx.example.net[198.51.100.7] while sending end of data -- message may be sent more than once
	//                                                           -------------------
	const found = matchUnder(
		pointed,
		/\b(?:lost connection|conversation) with \S{1,300} (?:timed out )?while ([a-zA-Z/_ -]{4,80})/g,
		500,
	);
	// The words go on behind the stage: the longest beginning that is known is it.
	const words = found?.groups[0]?.trim().split(' ') ?? [];
	for (let length = words.length; found && length > 0; length--) {
		const stage = words.slice(0, length).join(' ');
		const known = term('lost-connection', stage, pointed.language);
		if (known) {
			return answerOf(pointed, known, { span: found.span, shown: stage });
		}
	}
	return undefined;
}

/** What Exim says of a client, and the stage that it means. */
const eximWords: readonly (readonly [pattern: RegExp, name: string])[] = [
	[/\blost while reading message data\b/g, 'lost connection after DATA'],
	[/\bSMTP data timeout\b/g, 'timeout after DATA'],
	[/\bunexpected (?:disconnection|EOF) while reading SMTP command\b/g, 'lost.command'],
	[/\bSMTP command timeout\b/g, 'lost.silence'],
];

function lostToExim(pointed: Pointed): Answer | undefined {
	const { event, say, language } = pointed;
	for (const [pattern, name] of event.format === 'exim' ? eximWords : []) {
		const found = matchUnder(pointed, pattern);
		if (found) {
			const known = term('lost-connection', name, language);
			const address = event.fields.find((field) => field.name === 'address')?.value;
			const usage = address === undefined ? undefined : usageWords(pointed, usageOf(pointed, `[${address}]`));
			return known
				? answerOf(pointed, known, { span: found.span, shown: found.text, last: [usage] })
				: { sections: [say(name), say(`${name}.meaning`), usage], span: found.span };
		}
	}
	return undefined;
}
