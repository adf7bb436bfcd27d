import { isPlainCommand, isPlainReply, isRealReply, isKnownCommand, readReplyLine } from './grammar';
import { layoutsFor } from './layouts';
import { shapeOf } from './shape';
import type { LinePrefix, Speaker } from './transcriptLine';

/**
 * A dialogue may stand behind something that every line of it has in front: quoting, indentation, a line's number, or what a program's
 * log writes before each message. Such a prefix is found where a line behind it opens a dialogue beyond doubt, and is known again by its
 * shape: numbers and names with numbers may differ, all else must be the same.
 */

/** How far into a line the dialogue may begin, in characters. */
const farthest = 160;

/** How many different prefixes one dialogue has at most: a tool may write one for each side. */
export const mostPrefixes = 4;

/** What a line has that opens a dialogue: looked for first, because most lines of other programs have nothing of it. */
const worthALook =
	/[EL]HLO|HELO|(?:220|421|554)[ -]|[el]hlo|helo|Trying |Connect(?:ed to|ing to|ion to|ion opened|ion established|ion: )|CONNECTED/;

/** The prefix of a line behind which a dialogue opens, and where the dialogue's words begin; undefined without one. */
export function findPrefix(line: string): { readonly prefix: LinePrefix; readonly end: number } | undefined {
	if (!worthALook.test(line.length > 500 ? line.slice(0, 500) : line)) {
		return undefined;
	}
	const limit = Math.min(line.length, farthest);
	for (let at = 1; at < limit; at++) {
		if (isBorder(line, at)) {
			const speaker = openingSpeaker(line.slice(at));
			if (speaker && (speaker === 'tool' || !isProse(line.slice(0, at)))) {
				return {
					prefix: { shape: shapeOf(line.slice(0, at)), ...(speaker === 'tool' ? {} : { speaker }) },
					end: at,
				};
			}
		}
	}
	return undefined;
}

/** As much of a prefix is looked at, in UTF-16 columns, for the word at its end. */
const longestWord = 80;

/** What ends with a word is a sentence that goes on, and no prefix; a line's number is one, and a time with its `Z`. */
function isProse(before: string): boolean {
	const last =
		before
			.slice(-longestWord)
			.trimEnd()
			.split(/[^\w.-]/)
			.at(-1) ?? '';
	return /(?<![0-9])[A-Za-z]/.test(last);
}

/** Whether a tool's own mark stands at the beginning of a line, and behind it what that side says. */
export function isMarked(line: string): boolean {
	return layoutsFor(line).some(({ mark }) => {
		const match = mark?.exec(line);
		const { client, server } = match?.groups ?? {};
		const said = match ? line.slice(match[0].length).replace(/^[bu]?["']/, '') : '';
		return (
			(client !== undefined && isKnownCommand(said)) ||
			(server !== undefined && isRealReply(said.trimStart()))
		);
	});
}

/** Whether a line opens a dialogue beyond doubt. */
export function opensDialogue(line: string): boolean {
	return worthALook.test(line.slice(0, 500)) && openingSpeaker(line) !== undefined;
}

/** Something new begins here: behind a blank, a bracket or another sign, and no blank but one that a mark begins with. */
function isBorder(line: string, at: number): boolean {
	return (
		(/[\s>|\]):"'#*]/.test(line.charAt(at - 1)) ||
			(line.charAt(at) === '*' && line.charAt(at + 1) === ' ')) &&
		/\S| (?:->|~>)/.test(line.slice(at, at + 3)) &&
		!/^\s\s/.test(line.slice(at))
	);
}

/** Who opens a dialogue with these words; undefined where they may be anything else. */
function openingSpeaker(words: string): Speaker | 'tool' | undefined {
	for (const layout of layoutsFor(words)) {
		const match = layout.mark?.exec(words);
		const { client, server } = match?.groups ?? {};
		const said = match ? words.slice(match[0].length).replace(/^[bu]?["']/, '') : '';
		if (client !== undefined && isOpeningCommand(said)) {
			return 'tool';
		}
		if (server !== undefined && isRealReply(said.trimStart())) {
			return 'tool';
		}
		if (layout.opens?.test(words)) {
			return 'tool';
		}
	}
	if (isOpeningCommand(words)) {
		return 'client';
	}
	return isGreeting(words) ? 'server' : undefined;
}

function isOpeningCommand(words: string): boolean {
	return /^(?:EHLO|HELO|LHLO) [^\s"'<>,;]{1,255}(?:\\r\\n)?["']?\s*$/i.test(words);
}

// 220 mx.example.net ESMTP ready
function isGreeting(words: string): boolean {
	return (
		/^220[ -][\w.[\]:-]{1,255}(?: .{0,300})?\b(?:E?SMTP|LMTP)\b/.test(words) ||
		/^220[ -][\w-]{1,63}\.[\w.-]{1,255} .{0,100}\b(?:ready|service)\b/i.test(words)
	);
}

/** Another prefix of a dialogue that goes on: behind it stand words that only a client or a server says. */
export function findOtherPrefix(
	line: string,
): { readonly prefix: LinePrefix; readonly end: number } | undefined {
	const opening = findPrefix(line);
	if (opening) {
		return opening;
	}
	const limit = Math.min(line.length, farthest);
	for (let at = 1; at < limit; at++) {
		const words = line.slice(at, at + 400);
		if (isBorder(line, at) && !isProse(line.slice(0, at)) && (isPlainReply(words) || isPlainCommand(words))) {
			const speaker = readReplyLine(words) ? 'server' : 'client';
			return { prefix: { shape: shapeOf(line.slice(0, at)), speaker }, end: at };
		}
	}
	return undefined;
}

/** Whether the words contradict who a prefix says they are from. */
export function contradicts(words: string, speaker: Speaker): boolean {
	return speaker === 'client' ? isPlainReply(words) : isKnownCommand(words);
}
