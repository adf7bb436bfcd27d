import type { Growing } from '../../growing';
import { authPayloadStart, isKnownCommand, isPlainCommand, octetsOf, readReplyLine, verbOf } from './grammar';
import { stateOfConnection } from './connections';
import { hear, type Heard } from './hear';
import { initialState } from './initialState';
import type { Layout } from './layout';
import type { Speaker, TranscriptLine, TranscriptState } from './transcriptLine';

/** Reads one line of a transcript as its tool wrote it, in the light of the lines before it. */
export function readWords(text: string, state: TranscriptState): TranscriptLine | undefined {
	const heard = hear(text, state);
	const connection = heard?.connection;
	if (!heard || connection === undefined || connection === state.connection) {
		return heard && readers[heard.who](heard, state);
	}
	// Another conversation than the line before: it is heard again, by what this conversation has said so far.
	const own = stateOfConnection(state, connection);
	const again = hear(text, own);
	return again && readers[again.who](again, own);
}

/** Reads words of which it is known who says them, in the light of those before. */
export function readSaid(
	speaker: Speaker,
	text: string,
	layout: Layout,
	state: TranscriptState,
): TranscriptLine | undefined {
	const heard: Heard = {
		layout,
		who: speaker,
		line: text,
		text,
		start: 0,
		end: text.length,
	};
	return readers[speaker](heard, state);
}

type LineReader = (heard: Heard, state: TranscriptState) => TranscriptLine | undefined;

const readers: Readonly<Record<Heard['who'], LineReader>> = {
	tool: (heard, state) => withToolSecret(heard, readTool(heard, state)),
	blank: (heard, state) => line('info', heard, state, {}),
	server: readServer,
	more: readMore,
	client: readClient,
	content: readContent,
	wrapped: readWrapped,
};

/** The rest of the line before: of a reply, or of a command that has none yet; then it may be the rest of a password. */
function readWrapped(heard: Heard, state: TranscriptState): TranscriptLine | undefined {
	if (state.mode === 'idle') {
		return undefined;
	}
	const isReply = state.code !== '' || (state.replied && state.awaited === 0);
	const rest: TranscriptLine = { ...line(isReply ? 'reply' : 'command', heard, state, {}), wrapped: true };
	return !isReply && state.authenticating ? { ...rest, secret: true, secretSpan: rest.span } : rest;
}

/** What a line changes; what changes with every line, and whose the conversation is, comes by itself. */
type Change = Partial<
	Omit<TranscriptState, 'layout' | 'width' | 'out' | 'prefixes' | 'connection' | 'others'>
>;

function line(
	kind: TranscriptLine['kind'],
	heard: Heard,
	state: TranscriptState,
	change: Change,
	begins = false,
): Growing<TranscriptLine> {
	const layout = layoutName(heard, state);
	const speaker = heard.who === 'wrapped' ? undefined : speakers[kind];
	const before = begins ? freshState(state) : state;
	const width = kind === 'info' ? before.width : Math.min(255, heard.line.length);
	const read: Growing<TranscriptLine> = {
		kind,
		text: heard.text,
		span: { start: heard.start, end: heard.end },
		layout,
		state: nextState(before, change, { layout, width, out: heard.out ?? before.out }),
	};
	if (speaker) {
		read.speaker = speaker;
	}
	const connection = heard.connection ?? onlyConnection(heard, state);
	if (connection !== undefined) {
		read.connection = connection;
	} else if (heard.layout.isMixed) {
		read.apart = true;
	}
	if (heard.remote !== undefined) {
		read.remote = heard.remote;
	}
	if (begins || state.layout === undefined) {
		read.begins = true;
	}
	return read;
}

/** The conversation of a line that names none, where it can be of no other than the one before. */
function onlyConnection(
	{ layout, line: whole }: Heard,
	{ connection, others = [] }: TranscriptState,
): string | undefined {
	const isOnly = others.every((other) => other.connection === undefined);
	return isOnly && layout.aside?.test(whole) ? connection : undefined;
}

/** The state where a conversation begins: what is remembered of the others stays. */
function freshState({ connection, others, prefixes }: TranscriptState): TranscriptState {
	return {
		...initialState,
		...(connection === undefined ? {} : { connection }),
		...(others ? { others } : {}),
		...(prefixes ? { prefixes } : {}),
	};
}

/**
 * The state after a line: the very same object where the line changes nothing. Every line makes one: with all its properties in one
 * order, which costs far less than to spread one object over another.
 */
function nextState(
	state: TranscriptState,
	change: Change,
	{ layout, width, out }: { layout: string; width: number; out: Speaker | undefined },
): TranscriptState {
	const next: Growing<TranscriptState> = {
		layout,
		mode: change.mode ?? state.mode,
		octets: change.octets ?? state.octets,
		fresh: change.fresh ?? state.fresh,
		secret: change.secret ?? state.secret,
		authenticating: change.authenticating ?? state.authenticating,
		awaited: change.awaited ?? state.awaited,
		begun: change.begun ?? state.begun,
		replied: change.replied ?? state.replied,
		startTls: change.startTls ?? state.startTls,
		quit: change.quit ?? state.quit,
		width,
		code: change.code ?? state.code,
	};
	if (out !== undefined) {
		next.out = out;
	}
	if (isSameBut(next, state)) {
		return state;
	}
	if (state.prefixes) {
		next.prefixes = state.prefixes;
	}
	if (state.connection !== undefined) {
		next.connection = state.connection;
	}
	if (state.others) {
		next.others = state.others;
	}
	return next;
}

/** Whether two states are the same, but for what a line does not change. */
function isSameBut(one: TranscriptState, other: TranscriptState): boolean {
	return (
		one.layout === other.layout &&
		one.mode === other.mode &&
		one.octets === other.octets &&
		one.fresh === other.fresh &&
		one.secret === other.secret &&
		one.authenticating === other.authenticating &&
		one.awaited === other.awaited &&
		one.begun === other.begun &&
		one.replied === other.replied &&
		one.startTls === other.startTls &&
		one.quit === other.quit &&
		one.width === other.width &&
		one.code === other.code &&
		one.out === other.out
	);
}

const speakers: Readonly<Record<TranscriptLine['kind'], Speaker | undefined>> = {
	command: 'client',
	data: 'client',
	reply: 'server',
	info: undefined,
};

/** Exim writes the same marks with `-v` and `-d`; its debug output names itself, or has a time or a process before the mark. */
function layoutName(heard: Heard, state: TranscriptState): string {
	if (heard.layout.name !== 'exim-v') {
		return heard.layout.name;
	}
	return state.layout === 'exim-d' || /^(?:[\d:. p]{0,30} )?Exim version /.test(heard.text)
		? 'exim-d'
		: 'exim-v';
}

function readTool(heard: Heard, state: TranscriptState): Growing<TranscriptLine> {
	const { layout, text } = heard;
	const whole = heard.line;
	const begins =
		(layout.opens?.test(whole) ?? false) &&
		(state.begun || (heard.connection !== undefined && state.mode === 'idle'));
	if (layout.closes?.test(whole)) {
		return line('info', heard, state, { mode: 'closed', begun: true, awaited: 0, code: '', secret: false });
	}
	if (state.mode === 'content' && layout.name === 'exim-v' && /^\(?writing message/.test(text)) {
		return line(
			'info',
			heard,
			state,
			text.startsWith('(') ? {} : { mode: 'dialogue', awaited: state.awaited + 1 },
		);
	}
	if (layout.preamble?.test(whole) && state.mode !== 'content' && state.mode !== 'chunk') {
		return line('info', heard, state, { mode: 'preamble' }, begins);
	}
	const isFirst = state.mode === 'idle' || begins;
	return line('info', heard, state, isFirst ? { mode: 'dialogue' } : {}, begins);
}

/** A password that the tool prints of its own accord. */
function withToolSecret({ layout, line: whole }: Heard, read: Growing<TranscriptLine>): TranscriptLine {
	const before = layout.secret?.exec(whole)?.[0];
	if (before !== undefined) {
		read.secret = true;
		read.secretSpan = { start: before.length, end: whole.length };
	}
	return read;
}

/** A server's line that begins a reply, or goes on with one. */
function readServer(heard: Heard, state: TranscriptState): TranscriptLine {
	const text = heard.layout.wholeReplies ? splitReply(heard.text) : heard.text;
	const first = readReplyLine(text);
	const last = readReplyLine(text.slice(text.lastIndexOf('\n') + 1)) ?? first;
	if (!first || !last) {
		return line('reply', heard, state, { begun: true, ...leaveContent(state, false) });
	}
	const goesOn = state.code === first.code && state.code !== '';
	const begins = !goesOn && isGreeting(first.code, state);
	const change = last.last ? afterReply(last.code, begins ? initialState : state) : { code: last.code };
	return line(
		'reply',
		text === heard.text ? heard : { ...heard, text },
		state,
		{ begun: true, ...leaveContent(state, begins), ...change },
		begins,
	);
}

/** A line of a multi-line reply whose mark stands on a line before. */
function readMore(heard: Heard, state: TranscriptState): TranscriptLine {
	const reply = readReplyLine(heard.text);
	const change = reply?.last ? afterReply(reply.code, state) : {};
	const { speaker, ...rest } = line('reply', heard, state, change);
	return heard.layout.name === 'exim-v' ? rest : { ...rest, ...(speaker ? { speaker } : {}) };
}

/** PHPMailer's HTML and error output loses the line ends: `250-mx.example.net250-PIPELINING250 HELP`. */
function splitReply(text: string): string {
	const first = readReplyLine(text);
	if (!first || first.last || text.includes('\n')) {
		return text;
	}
	const pieces: string[] = [];
	let from = 0;
	for (let at = text.indexOf(first.code, 4); at >= 0; at = text.indexOf(first.code, at + 1)) {
		const separator = text[at + 3];
		if (separator === '-' || separator === ' ') {
			pieces.push(text.slice(from, at));
			from = at;
		}
		if (separator === ' ') {
			break;
		}
	}
	return [...pieces, text.slice(from)].join('\n');
}

/** Whether a reply that continues nothing opens another conversation. */
function isGreeting(code: string, state: TranscriptState): boolean {
	if (code === '220' && state.connection !== undefined && state.mode === 'idle') {
		return true;
	}
	if (!state.replied || (state.awaited > 0 && !state.quit)) {
		return false;
	}
	return (code === '220' && !state.startTls) || (code === '554' && state.mode === 'closed');
}

/** Content whose end no line shows ends where the server speaks again. */
function leaveContent(state: TranscriptState, begins: boolean): Change {
	return begins || state.mode !== 'closed' ? { mode: 'dialogue', octets: 0, fresh: false } : {};
}

/** What a complete reply changes. */
function afterReply(code: string, state: TranscriptState): Change {
	const awaited =
		code === '220' && !state.replied && !state.startTls ? state.awaited : Math.max(0, state.awaited - 1);
	const isGoingOn = code === '334';
	const change = {
		code: '',
		awaited,
		replied: true,
		begun: true,
		secret: isGoingOn,
		authenticating: state.authenticating && isGoingOn,
	};
	if (code.startsWith('3') && code !== '334' && code !== '353') {
		return { ...change, mode: 'content', fresh: true };
	}
	if (code === '221' || (state.quit && awaited === 0)) {
		return { ...change, mode: 'closed' };
	}
	return code === '220' ? { ...change, startTls: false } : change;
}

function readClient(heard: Heard, state: TranscriptState): TranscriptLine {
	if (state.mode === 'content' && !isContentHidden(heard, state)) {
		return readContent(heard, state);
	}
	if (state.mode === 'chunk' && !(state.fresh && isPlainCommand(heard.text)) && !heard.layout.hidesContent) {
		return readContent(heard, state);
	}
	const said: Growing<Change> = {
		mode: 'dialogue',
		begun: true,
		code: '',
		secret: false,
		awaited: Math.min(255, state.awaited + 1),
	};
	// What follows AUTH and is no command is an answer, also where the 334 is not shown.
	if (state.secret || (state.authenticating && !isKnownCommand(heard.text))) {
		const secret = line('command', heard, state, said);
		secret.secret = true;
		secret.secretSpan = secret.span;
		return secret;
	}
	addCommand(said, heard.text);
	// Where a tool shows what the client says and no reply at all, no 354 tells that the content comes.
	if (verbOf(heard.text) === 'DATA' && !state.replied && heard.layout.mark) {
		said.mode = 'content';
		said.fresh = true;
	}
	const read = line('command', heard, state, said);
	const payload = authPayloadStart(heard.text);
	if (payload !== undefined) {
		//   AUTH PLAIN AGFsaWNl…
		//              ^^^^^^^^^
		read.secretSpan = { start: Math.min(heard.start + payload, heard.end), end: heard.end };
	}
	return read;
}

/**
 * Whether the tool shows no content, or none was sent, so that this is the next command; others use its mark, and show their content
 * behind it.
 */
function isContentHidden({ layout, text }: Heard, { fresh, replied }: TranscriptState): boolean {
	return (layout.hidesContent === true || !replied) && fresh && isKnownCommand(text);
}

/** What a command changes. */
function addCommand(change: Growing<Change>, text: string): void {
	const verb = verbOf(text);
	if (verb === 'BDAT') {
		// BDAT 557 LAST
		//      ^^^
		const octets = Number(/^\s*BDAT\s+(\d{1,10})/i.exec(text)?.[1] ?? 0);
		if (octets > 0) {
			change.mode = 'chunk';
			change.octets = octets;
			change.fresh = true;
		}
		return;
	}
	if (verb === 'STARTTLS' || verb === 'X-ANONYMOUSTLS') {
		change.startTls = true;
	}
	if (verb === 'QUIT') {
		change.quit = true;
	}
	change.authenticating = verb === 'AUTH' || verb === 'X-EXPS';
}

/** A line of the message, or the dot that ends it. */
function readContent(heard: Heard, state: TranscriptState): TranscriptLine {
	const awaited = Math.min(255, state.awaited + 1);
	if (state.mode === 'chunk') {
		const octets = state.octets - octetsOf(heard.text) - 2;
		return line(
			'data',
			heard,
			state,
			octets > 0 ? { octets, fresh: false } : { octets: 0, fresh: false, mode: 'dialogue' },
		);
	}
	const ended: Change = { mode: 'dialogue', fresh: false, awaited };
	if (heard.text.trimEnd() === '.' && heard.text[0] === '.') {
		return line('command', { ...heard, text: '.' }, state, ended);
	}
	return line('data', heard, state, heard.text.endsWith('\n.') ? ended : { fresh: false });
}
