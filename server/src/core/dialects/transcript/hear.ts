import type { Growing } from '../../growing';
import {
	isKnownCommand,
	isPlainCommand,
	isPlainReply,
	isRealReply,
	readReplyLine,
	speakerOf,
} from './grammar';
import type { Layout } from './layout';
import { isOnlySigns } from './shape';
import { layoutNamed, layoutsFor, raw } from './layouts';
import type { Speaker, TranscriptState } from './transcriptLine';
import { unwrap } from './unwrap';

/** A line taken by a layout: whose words, and which. */
export interface Heard {
	readonly layout: Layout;
	/** The line as it stands. */
	readonly line: string;
	/**
	 * `content`: of the message, by the layout's own rules · `more`: of a reply that began on a line before ·
	 * `wrapped`: the rest of the words on the line before · `blank`: an empty line of an unmarked dialogue.
	 */
	readonly who: Speaker | 'tool' | 'content' | 'more' | 'wrapped' | 'blank';
	readonly text: string;
	/** 0-based UTF-16 columns of the words in the line, end exclusive. */
	readonly start: number;
	readonly end: number;
	readonly connection?: string;
	readonly remote?: string;
	/** Who is behind the outward mark, as this line shows. */
	readonly out?: Speaker;
}

/** Finds the layout that a line is written in, and whose words it holds; undefined if it is no line of a transcript. */
export function hear(line: string, state: TranscriptState): Heard | undefined {
	const current = state.layout === undefined ? undefined : layoutNamed(state.layout);
	const heard = current && hearCurrent(current, line, state);
	if (heard) {
		return heard;
	}
	for (const layout of layoutsFor(line)) {
		const other = layout === current ? undefined : hearOther(layout, line, state, current);
		if (other) {
			return other;
		}
	}
	return current && state.mode !== 'idle' ? hearUnmarked(current, line, state) : hearFirst(line);
}

/** A line by the layout of the lines before; undefined where only its mark's absence speaks for it. */
function hearCurrent(layout: Layout, line: string, state: TranscriptState): Heard | undefined {
	if (layout.unmarked === 'dialogue' && !layout.mark && isShownContent(state)) {
		return layout.closes?.test(line) ? words(layout, 'tool', line, 0) : hearContent(layout, line, state);
	}
	if (layout.unmarked === 'dialogue' && !layout.mark && state.secret) {
		// An empty answer, or the gap between two lines of a mail: the reply that follows tells.
		return words(layout, line.trim() === '' ? 'blank' : readReplyLine(line) ? 'server' : 'client', line, 0);
	}
	const match = layout.mark?.exec(line);
	if (match?.groups) {
		return hearMarked(layout, line, match[0].length, match.groups, state);
	}
	return layout.tool?.test(line) || layout.aside?.test(line) ? words(layout, 'tool', line, 0) : undefined;
}

/** A line of another layout than the one before: it must be beyond doubt. */
function hearOther(
	layout: Layout,
	line: string,
	state: TranscriptState,
	current: Layout | undefined,
): Heard | undefined {
	const match = layout.mark?.exec(line);
	if (match?.groups && !isVague(match.groups)) {
		const heard = hearMarked(layout, line, match[0].length, match.groups, state);
		if (!layout.weak || isBeyondDoubt(heard, state, current)) {
			return heard;
		}
	}
	if (match && layout.opens?.test(line)) {
		return named(words(layout, 'tool', line, match[0].length), match.groups ?? {});
	}
	return layout.tool?.test(line) ? words(layout, 'tool', line, 0) : undefined;
}

/** The mark names a program, but not who speaks. */
function isVague(groups: Readonly<Record<string, string | undefined>>): boolean {
	return groups['content'] !== undefined || groups['tool'] === '';
}

/** A weak mark counts where the words behind it are SMTP, and not amid a dialogue without marks. */
function isBeyondDoubt(heard: Heard, state: TranscriptState, current: Layout | undefined): boolean {
	const isAmidDialogue = current?.unmarked === 'dialogue' && state.begun && state.mode !== 'closed';
	const isSmtp = heard.who === 'server' ? isRealReply(heard.text) : isKnownCommand(heard.text);
	return !isAmidDialogue && heard.who !== 'tool' && isSmtp;
}

function hearMarked(
	layout: Layout,
	line: string,
	start: number,
	groups: Readonly<Record<string, string | undefined>>,
	state: TranscriptState,
): Heard {
	if (groups['client'] !== undefined || groups['server'] !== undefined) {
		const isServer = groups['client'] === undefined;
		const heard = named(words(layout, isServer ? 'server' : 'client', line, start), groups);
		if (isServer && layout.unmarked !== undefined) {
			// Where a server's lines have a mark, what has none is not the server's.
			heard.out = 'server';
		}
		return heard;
	}
	if (groups['out'] !== undefined || groups['in'] !== undefined) {
		const heard = named(words(layout, 'client', line, start), groups);
		const own = layout.writer?.(groups) ?? state.out;
		const { who, out } = arrow(heard.text, groups['out'] !== undefined, own, state);
		heard.who = who;
		heard.out = out;
		return heard;
	}
	const isContent = groups['content'] !== undefined && state.mode === 'content';
	return named(words(layout, isContent ? 'content' : 'tool', line, start), groups);
}

/** Notes which conversation a line is of, and the other side, as the line names them. */
function named(
	heard: Growing<Heard>,
	{ connection, side, remote }: Readonly<Record<string, string | undefined>>,
): Growing<Heard> {
	if (connection !== undefined) {
		heard.connection = connection + (side ?? '');
	}
	if (remote) {
		heard.remote = remote;
	}
	return heard;
}

/** Who speaks on a line whose arrow is not known to be the client's or the server's. */
function arrow(
	text: string,
	outward: boolean,
	known: Speaker | undefined,
	{ mode, secret }: TranscriptState,
): { who: Speaker; out: Speaker } {
	const byGrammar = (mode === 'content' || secret) && known ? undefined : speakerOf(text);
	const out = byGrammar ? (outward ? byGrammar : other(byGrammar)) : (known ?? 'client');
	return { who: byGrammar ?? (outward ? out : other(out)), out };
}

function other(speaker: Speaker): Speaker {
	return speaker === 'client' ? 'server' : 'client';
}

/** Content of which every line is shown, without a mark, up to the lone dot or the last octet. */
function isShownContent(state: TranscriptState): boolean {
	return state.mode === 'content' || state.mode === 'chunk';
}

/** Inside a message, whatever the line looks like; unless its very first line shows that the content is not in the log. */
function hearContent(layout: Layout, line: string, state: TranscriptState): Heard {
	const text = line.trimEnd();
	if (state.mode === 'chunk' && state.octets <= chunkTolerance && isPlainReply(text)) {
		return words(layout, 'server', line, 0);
	}
	if (state.fresh) {
		if (isPlainReply(text)) {
			return words(layout, 'server', line, 0);
		}
		if (state.mode === 'chunk' && isPlainCommand(text)) {
			return words(layout, 'client', line, 0);
		}
	}
	return words(layout, 'content', line, 0);
}

/** Line ends and edits make a chunk a few octets shorter in the log than it was on the wire. */
const chunkTolerance = 64;

/** A line without a mark, in a conversation whose layout is known. */
function hearUnmarked(layout: Layout, line: string, state: TranscriptState): Heard | undefined {
	const indent = indentOf(line);
	const reply = readReplyLine(line.slice(indent).trimEnd());
	if (state.code !== '' && reply?.code === state.code) {
		return words(layout, 'more', line, indent);
	}
	if (!reply && isRest(line, state)) {
		return words(layout, 'wrapped', line, indent);
	}
	if (state.mode === 'preamble' && layout.unmarked !== 'dialogue') {
		return words(layout, 'tool', line, 0);
	}
	if (layout.name === 'postfix-notice' && indent === 5 && line.length > indent) {
		return words(layout, 'wrapped', line, indent);
	}
	if (layout.unmarked === 'continuation') {
		return hearContinuation(layout, line, reply !== undefined, state);
	}
	if (layout.unmarked === 'dialogue') {
		return hearDialogue(layout, line, state);
	}
	if (state.layout === 'exim-d') {
		return words(layout, 'tool', line, 0);
	}
	return indent === 0 && isPlainReply(line) && / E?SMTP\b/.test(line) && state.mode !== 'content'
		? words(raw, 'server', line, 0)
		: undefined;
}

/** Where mail clients and web pages wrap, in characters. */
const wrapping = { from: 68, to: 80 };

/** Whether a line without a mark is the rest of the one before, which a mail client broke where the next word had no room. */
function isRest(line: string, { mode, width, begun }: TranscriptState): boolean {
	if (mode !== 'dialogue' || !begun || width > wrapping.to || width < 40 || isKnownCommand(line)) {
		return false;
	}
	const word = /^\S{1,255}/.exec(line)?.[0] ?? '';
	return word !== '' && line.length <= wrapping.to && width + 1 + word.length > wrapping.from;
}

/** go-mail prints a reply's later lines without code; `sendmail -v` prints replies without a mark. */
function hearContinuation(
	layout: Layout,
	line: string,
	isReply: boolean,
	state: TranscriptState,
): Heard | undefined {
	if (isReply) {
		// In a bounce of sendmail's, `550 5.1.1 bob... User unknown` below `<<< 550 …` is its own summary.
		return words(
			layout,
			layout.name === 'sendmail' && state.out === 'server' ? 'tool' : 'server',
			line.startsWith('050 ') ? line.slice(4) : line,
			line.startsWith('050 ') ? 4 : 0,
		);
	}
	return layout.name === 'go-mail' && state.code !== '' && line.trim() !== ''
		? words(layout, 'more', line, 0)
		: undefined;
}

/** A line of a dialogue without marks: three digits are the server, all else the client. */
function hearDialogue(layout: Layout, line: string, state: TranscriptState): Heard | undefined {
	const text = line.trimEnd();
	if (layout.mark && isShownContent(state)) {
		return hearContent(layout, line, state);
	}
	if (state.mode === 'closed') {
		return isPlainReply(text) || isPlainCommand(text)
			? words(layout, speakerOf(text) ?? 'client', line, 0)
			: undefined;
	}
	const reply = readReplyLine(text);
	if (reply && (state.begun || isPlainReply(text))) {
		return words(layout, layout.mark && state.out === 'server' ? 'tool' : 'server', line, 0);
	}
	if (state.mode === 'preamble') {
		return isPlainCommand(text) ? words(layout, 'client', line, 0) : words(layout, 'tool', line, 0);
	}
	if (text === '' || isDrawn(text)) {
		return words(layout, text === '' ? 'blank' : 'tool', line, 0);
	}
	return isClientLine(layout, text, state) ? words(layout, 'client', line, 0) : undefined;
}

/** Dots where something was left out, a rule below the dialogue, or the fence around it. */
function isDrawn(text: string): boolean {
	return /^(?:\.{3}|`{3,}|~{3,}|-{3,}|_{3,}|={3,})$/.test(text);
}

/** In a dialogue without marks, what is no reply is what the client typed, even if no server would understand it. */
function isClientLine(layout: Layout, text: string, state: TranscriptState): boolean {
	// Behind a program's own prefix stands what it says of other things, too.
	const isMixed = state.prefixes?.some(({ shape }) => !isOnlySigns(shape)) ?? false;
	return isKnownCommand(text) || (!layout.mark && state.begun && !isMixed && text.length <= 512);
}

/** The first line of a transcript without marks. */
function hearFirst(line: string): Heard | undefined {
	const text = line.trimEnd();
	if (isPlainReply(text)) {
		return words(raw, 'server', line, 0);
	}
	return isPlainCommand(text) ? words(raw, 'client', line, 0) : undefined;
}

function words(layout: Layout, who: Heard['who'], line: string, start: number): Growing<Heard> {
	const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
	const isServer = who === 'server' || who === 'more';
	const from = isServer ? start + indentOf(trimmed.slice(start)) : start;
	const written = trimmed.slice(from);
	if (who === 'tool') {
		return written.trim() === '' ? whole(layout, trimmed) : heardAt(layout, who, trimmed, written, from);
	}
	const unwrapped = unwrap(written, layout.wrapping ?? 'plain', trimmed.slice(0, start));
	const text = isServer ? unwrapped.trimEnd() : unwrapped;
	// Where the words begin behind a quotation mark, and where they end, if they stand in the line as they were said.
	const at = text === '' ? -1 : written.indexOf(text);
	const heard = heardAt(layout, who, trimmed, text, at < 0 || at > 3 ? from : from + at);
	if (at >= 0 && at <= 3) {
		heard.end = from + at + text.length;
	}
	return heard;
}

/** A mark that says all there is to say: `  SMTP(close)>>`. */
function whole(layout: Layout, line: string): Growing<Heard> {
	const start = indentOf(line);
	return heardAt(layout, 'tool', line, line.slice(start), start);
}

function heardAt(
	layout: Layout,
	who: Heard['who'],
	line: string,
	text: string,
	start: number,
): Growing<Heard> {
	return { layout, line, who, text, start: Math.min(start, line.length), end: line.length };
}

function indentOf(text: string): number {
	return text.length - text.trimStart().length;
}
