import type { Hover, Position } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { addressHover } from './hovers/addressHover';
import { commandHover } from './hovers/commandHover';
import { countersHover } from './hovers/countersHover';
import { daemonHover } from './hovers/daemonHover';
import { delaysHover } from './hovers/delaysHover';
import { dnsblHover } from './hovers/dnsblHover';
import { ehloHover } from './hovers/ehloHover';
import { encodedWordHover } from './hovers/encodedWordHover';
import { eximHover } from './hovers/eximHover';
import { eximTimesHover } from './hovers/eximTimesHover';
import { fieldHover } from './hovers/fieldHover';
import { headerHover } from './hovers/headerHover';
import { lostHover } from './hovers/lostHover';
import { messageHover, messageOfLine } from './hovers/messageHover';
import { messageIdHover } from './hovers/messageIdHover';
import { peerHover } from './hovers/peerHover';
import { postscreenHover } from './hovers/postscreenHover';
import { probeHover } from './hovers/probeHover';
import { replyHover } from './hovers/replyHover';
import { saslHover } from './hovers/saslHover';
import { secretHover } from './hovers/secretHover';
import { sessionHover } from './hovers/sessionHover';
import { tlsHover } from './hovers/tlsHover';
import { warningHover } from './hovers/warningHover';
import { fit } from './hovers/fit';
import type { Explain, Pointed } from './hovers/pointed';
import { sayIn } from './hovers/say';
import { toRange } from './range';

/** In the order in which they are asked: the first that knows what is pointed at explains it. */
const explainers: readonly Explain[] = [
	secretHover,
	replyHover,
	delaysHover,
	eximTimesHover,
	tlsHover,
	encodedWordHover,
	headerHover,
	messageHover,
	messageIdHover,
	countersHover,
	lostHover,
	eximHover,
	postscreenHover,
	probeHover,
	dnsblHover,
	addressHover,
	peerHover,
	saslHover,
	ehloHover,
	commandHover,
	fieldHover,
	daemonHover,
	warningHover,
	sessionHover,
	messageOfLine,
];

/** For whom, and beside what, a place is explained. */
export interface HoverOptions {
	readonly position: Position;
	readonly language?: Language | undefined;
	/** The editor runs the commands that a hover links to. */
	readonly commandLinks?: boolean;
	/** The words of the findings that the editor shows at this place. */
	readonly told?: string;
}

/** What is under the cursor, and what it means there; the session that the line belongs to where it is nothing special. */
export function hover(
	log: MailLog,
	{ position: { line, character }, language, commandLinks = false, told = '' }: HoverOptions,
): Hover | null {
	if (line >= log.lineCount) {
		return null;
	}
	const event = log.event(line);
	const text = log.text(line);
	const say = sayIn(language);
	const pointed: Pointed = { log, line, character, event, text, language, say, commandLinks, told };
	for (const explain of explainers) {
		const answer = explain(pointed);
		if (answer) {
			const contents = { kind: 'markdown' as const, value: fit(answer, commandLinks, told) };
			return answer.span ? { contents, range: toRange(line, answer.span) } : { contents };
		}
	}
	return null;
}
