import { isPlainReply, readReplyLine } from './grammar';
import { initialState } from './initialState';
import { layoutNamed, raw } from './layouts';
import { mend, type Mended } from './mend';
import { contradicts, findOtherPrefix, findPrefix, isMarked, mostPrefixes, opensDialogue } from './prefixed';
import { prefixEnd } from './shape';
import type { LinePrefix, TranscriptLine, TranscriptState } from './transcriptLine';
import { readSaid, readWords } from './words';

export { initialState };

/**
 * Reads one line of a transcript in the light of the lines before it, without its line end. Undefined: the line is no part of a
 * transcript (noise, prose, another log), and the state stays. The same lines always give the same result.
 *
 * What was done to the line after its tool wrote it is undone first: what copying it damaged, and what stands before each line.
 */
export function readTranscriptLine(text: string, state: TranscriptState): TranscriptLine | undefined {
	const mended = toMend(text, state);
	const entry = readBehindPrefix(mended?.text ?? text, state);
	if (!entry || !mended) {
		return entry;
	}
	const { secretSpan } = entry;
	return {
		...entry,
		span: mended.toReal(entry.span),
		...(secretSpan ? { secretSpan: mended.toReal(secretSpan) } : {}),
	};
}

/** The line without damage; a message's content stays as it is, but for marks before it and the dot behind it. */
function toMend(text: string, state: TranscriptState): Mended | undefined {
	const mended = mend(text);
	if (!mended || !isContent(state) || layoutNamed(state.layout ?? '')?.mark) {
		return mended;
	}
	return mended.text.trimEnd().endsWith('.') && mended.text.length < 100 && isDot(mended.text, state)
		? mended
		: undefined;
}

/** Whether the line is the lone dot, behind a prefix or without one. */
function isDot(line: string, { prefixes = [] }: TranscriptState): boolean {
	return [0, ...prefixes.map(({ shape }) => prefixEnd(line, shape))].some(
		(end) => end >= 0 && line.slice(end).trimEnd() === '.',
	);
}

/**
 * Whether the next line can be message content that the log shows without any mark: then it is content whatever it looks like,
 * even a line with a syslog prefix, and must be given to the reader.
 */
export function isInsideContent(state: TranscriptState): boolean {
	return isContent(state) && unmarkedContent.has(state.layout ?? '');
}

const unmarkedContent = new Set(['raw', 'telnet', 'nc', 'openssl', 'gnutls-cli', 'javamail', 'exim-bh']);

function isContent({ mode }: TranscriptState): boolean {
	return mode === 'content' || mode === 'chunk';
}

function readBehindPrefix(line: string, state: TranscriptState): TranscriptLine | undefined {
	if (state.prefixes) {
		return readPrefixed(line, state, state.prefixes);
	}
	const entry = readWords(line, state);
	const isOpen = state.mode !== 'idle' && state.mode !== 'closed';
	if (entry ? !isMisheard(entry, state) : isOpen) {
		return entry;
	}
	const found = findPrefix(line) ?? (entry ? findOtherPrefix(line) : undefined);
	return found ? openPrefixed(line, found, state) : entry;
}

/** A mark that many tools use names the client, and a server's reply follows: the mark is a mail's quoting. */
function isMisheard({ speaker, text, secret, layout }: TranscriptLine, state: TranscriptState): boolean {
	return (
		speaker === 'client' &&
		!secret &&
		!isContent(state) &&
		(layoutNamed(layout)?.weak ?? false) &&
		isPlainReply(text)
	);
}

function openPrefixed(
	line: string,
	{ prefix, end }: { readonly prefix: LinePrefix; readonly end: number },
	state: TranscriptState,
): TranscriptLine | undefined {
	const { layout, ...others } = state;
	const known = {
		...others,
		...(layout !== undefined && state.mode === 'idle' ? { layout } : {}),
		prefixes: [prefix],
	};
	return shifted(readWords(line.slice(end), known), end);
}

/** A line of a dialogue of which each line has something in front. */
function readPrefixed(
	line: string,
	state: TranscriptState,
	prefixes: readonly LinePrefix[],
): TranscriptLine | undefined {
	for (const prefix of prefixes) {
		const end = prefixEnd(line, prefix.shape);
		if (end >= 0) {
			return shifted(readBehind(line.slice(end), prefix, state, prefixes), end);
		}
	}
	if (isContent(state)) {
		return undefined;
	}
	const { prefixes: _, ...bare } = state;
	if (state.mode === 'closed' || (!state.replied && isMarked(line))) {
		return readBehindPrefix(line, bare);
	}
	const other = findOtherPrefix(line);
	if (other) {
		const all = [...prefixes.slice(prefixes.length >= mostPrefixes ? 1 : 0), other.prefix];
		return shifted(
			readBehind(line.slice(other.end), other.prefix, { ...state, prefixes: all }, all),
			other.end,
		);
	}
	if (state.code !== '' && readReplyLine(line.trim())?.code === state.code) {
		// A program writes a reply of several lines as one message.
		return readWords(line, state);
	}
	return opensDialogue(line) ? readWords(line, initialState) : undefined;
}

/** The words behind a prefix: where each side has one of its own, the prefix says who speaks. */
function readBehind(
	words: string,
	prefix: LinePrefix,
	state: TranscriptState,
	prefixes: readonly LinePrefix[],
): TranscriptLine | undefined {
	const { speaker } = prefix;
	if (!speaker || state.layout !== raw.name) {
		return readWords(words, state);
	}
	if (!isContent(state) && !state.secret && contradicts(words, speaker)) {
		const both = prefixes.map((known) => (known === prefix ? { shape: prefix.shape } : known));
		return readWords(words, { ...state, prefixes: both });
	}
	const hasOther = prefixes.some((known) => known.speaker !== undefined && known.speaker !== speaker);
	const isSaid = hasOther && (speaker === 'client' || isPlainReply(words) || state.code !== '');
	return isSaid ? readSaid(speaker, words, raw, state) : readWords(words, state);
}

/** Columns in the line, of an entry that was read from what stands behind `by` characters. */
function shifted(entry: TranscriptLine | undefined, by: number): TranscriptLine | undefined {
	if (!entry) {
		return undefined;
	}
	const { span, secretSpan } = entry;
	return {
		...entry,
		span: { start: span.start + by, end: span.end + by },
		...(secretSpan ? { secretSpan: { start: secretSpan.start + by, end: secretSpan.end + by } } : {}),
	};
}
