import { replyText } from '../../checks/cause';
import { speakerOf } from '../../checks/speaker';
import { fieldOf, valueOf, type Field } from '../../core/event';
import { explainReply, type Explanation } from '../../knowledge/explain';
import {
	enhancedCode,
	meaningHere,
	phrases,
	replyCode,
	type EnhancedCodeEntry,
	type ReplyCodeEntry,
	type Source,
} from '../../knowledge/knowledge';
import { escapeMarkdown } from '../../knowledge/markdown';
import { askedFor } from './challenge';
import { compareLink, explainLink, sourceLinks } from './footer';
import { laterWords } from './laterAttempts';
import { loginWords } from './loginWords';
import { placeOfReply, placeWords, type PlaceOfReply } from './placeOfReply';
import { fieldUnder, isTold, type Answer, type Pointed } from './pointed';

/** A code under the cursor, with what is known of it and of its place. */
interface Reply {
	readonly field: Field;
	/** `550`; empty where only an enhanced code stands. */
	readonly code: string;
	readonly enhancedField: Field | undefined;
	readonly entry: ReplyCodeEntry | undefined;
	readonly enhanced: EnhancedCodeEntry | undefined;
	readonly place: PlaceOfReply;
	readonly cause: Explanation;
}

/** A reply code or an enhanced code: what it means in its place, what to do about it, when one sees it, where it is specified. */
export function replyHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'code', 'enhanced', 'dsn') ?? promptUnder(pointed);
	if (!field) {
		return undefined;
	}
	const reply = readReply(pointed, field);
	return {
		sections: isRefusal(reply) ? refusalWords(pointed, reply) : successWords(pointed, reply),
		footer: footer(pointed, reply),
		span: field.span,
	};
}

/** The words of a 334 are what it asks for. */
function promptUnder(pointed: Pointed): Field | undefined {
	return valueOf(pointed.event, 'code') === '334' ? fieldUnder(pointed, 'text') : undefined;
}

function readReply({ log, line, event, language }: Pointed, field: Field): Reply {
	const isEnhanced = field.name === 'enhanced' || field.name === 'dsn';
	const code = valueOf(event, 'code') ?? '';
	const enhancedField = isEnhanced ? field : fieldOf(event, 'enhanced');
	const place = placeOfReply(log, line);
	const words = {
		...(code && { code }),
		...(enhancedField && { enhanced: enhancedField.value }),
		text: place.text,
	};
	const cause = explainReply(replyText(words, place.stage ?? place.command), {
		language,
		...(place.session ? speakerOf(place.session) : { host: place.delivery?.relay?.name }),
	});
	const entry = replyCode(code, language);
	const enhanced = enhancedField && enhancedCode(enhancedField.value, language);
	return { field, code, enhancedField, entry, enhanced, place, cause };
}

function isRefusal({ code, enhancedField }: Reply): boolean {
	return /^[45]/.test(code || (enhancedField?.value ?? ''));
}

/** A success or a question: what it says here first, and at the end what to look at where it does not come. */
function successWords(pointed: Pointed, reply: Reply): Answer['sections'] {
	const { say } = pointed;
	const { code, entry, enhanced, place } = reply;
	const notCome =
		say(`notCome.${code}.${place.stage ?? ''}`) || entry?.ifItDidNotCome || entry?.howToFix.client;
	return [
		title(pointed, reply),
		meaningOf(pointed, reply) ?? enhanced?.meaning ?? phrases(pointed.language).sentences['unknownCode'],
		code === '334' ? askedFor(pointed, place) : undefined,
		placeWords(place, pointed),
		withHeading(pointed, 'ifItDidNotCome', notCome),
		withHeading(pointed, 'whenYouSeeIt', entry?.whenYouSeeIt),
	];
}

/** A refusal: who was refused by whom, why, what to do, and whether it passed; then what is known of the code. */
function refusalWords(pointed: Pointed, reply: Reply): Answer['sections'] {
	const { entry, place, cause } = reply;
	const isOfServer = place.role === 'server';
	const sides = { client: entry?.howToFix.client, server: entry?.howToFix.server };
	const isOfCode = cause.confidence === 'code';
	const fix = isOfCode && isOfServer && sides.server ? sides.server : cause.fix;
	const own = isOfServer ? 'server' : 'client';
	const other = isOfServer ? 'client' : 'server';
	return [
		title(pointed, reply),
		placeWords(place, pointed),
		laterWords(pointed, place) ?? loginWords(pointed, place),
		causeWords(pointed, reply),
		isTold(pointed, fix) ? undefined : withHeading(pointed, 'whatToDo', fix),
		isOfCode ? undefined : meaningOf(pointed, reply),
		withHeading(pointed, 'whenYouSeeIt', entry?.whenYouSeeIt),
		sides[own] === fix ? undefined : withHeading(pointed, own, sides[own]),
		withHeading(pointed, other, sides[other]),
	];
}

/** Why, as exactly as the words, the enhanced code or the code tell. */
function causeWords(pointed: Pointed, reply: Reply): string {
	const { cause, entry } = reply;
	switch (cause.confidence) {
		case 'provider':
		case 'text':
			return isTold(pointed, cause.title) ? cause.meaning : `**${cause.title}.** ${cause.meaning}`;
		case 'enhanced':
			return cause.meaning;
		default:
			return (entry && meaningOf(pointed, reply)) ?? cause.meaning;
	}
}

/** What the code says at this stage, or what it says anywhere. */
function meaningOf({ language }: Pointed, { code, entry, place }: Reply): string | undefined {
	return (place.stage && code && meaningHere(code, place.stage, language)) ?? entry?.description;
}

/** `**550** Mailbox unavailable · **5.1.1** No such mailbox`, what is pointed at first. */
function title({ language }: Pointed, { field, code, enhancedField, entry, enhanced }: Reply): string {
	const { categories } = phrases(language);
	const ofCode = code && `**${escapeMarkdown(code)}** ${entry?.title ?? categories[code.charAt(0)] ?? ''}`;
	// A detail of 0 is “something else about it” (RFC 3463 §3.1), which adds nothing to the title of the code.
	const addsNothing = enhancedField !== field && enhancedField?.value.endsWith('.0') === true;
	const ofEnhanced =
		enhancedField && !addsNothing && `**${escapeMarkdown(enhancedField.value)}** ${enhanced?.title ?? ''}`;
	const both = enhancedField === field ? [ofEnhanced, ofCode] : [ofCode, ofEnhanced];
	return both.filter(Boolean).join(' · ');
}

function withHeading({ language }: Pointed, heading: string, words: string | undefined): string | undefined {
	return words && `**${phrases(language).headings[heading] ?? ''}** ${words}`;
}

/** Where the stages of an extension are specified: that goes before what is said of the code anywhere. */
const extensions: Readonly<Record<string, string>> = { starttls: 'RFC 3207', auth: 'RFC 4954' };

function isOf(document: string | undefined): (source: Source) => boolean {
	return ({ title }) => document !== undefined && title.startsWith(document);
}

function footer(pointed: Pointed, { field, entry, enhanced, place }: Reply): string {
	const isCode = field.name !== 'enhanced' && field.name !== 'dsn';
	const neighbour = entry?.related[0];
	const ofCode = entry?.sources ?? [];
	const ofEnhanced = enhanced?.sources ?? [];
	const sources = isCode ? [...ofCode, ...ofEnhanced] : [...ofEnhanced, ...ofCode];
	const ofStage = extensions[place.stage ?? ''];
	return [
		sourceLinks([...sources.filter(isOf(ofStage)), ...sources]),
		entry && neighbour && compareLink(pointed, entry.code, neighbour),
		explainLink(pointed, isCode ? entry?.code : enhanced?.code),
	]
		.filter(Boolean)
		.join(' · ');
}
