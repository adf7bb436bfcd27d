import type { Hover, Position } from 'vscode-languageserver-types';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { delaysHover } from './hovers/delaysHover';
import { fit } from './hovers/fit';
import { messageHover, messageOfLine } from './hovers/messageHover';
import { messageIdHover } from './hovers/messageIdHover';
import type { Explain, Pointed } from './hovers/pointed';
import { replyHover } from './hovers/replyHover';
import { sayIn } from './hovers/say';
import { sessionHover } from './hovers/sessionHover';
import { toRange } from './range';

/** In the order in which they are asked: the first that knows what is pointed at explains it. */
const explainers: readonly Explain[] = [
	replyHover,
	delaysHover,
	messageHover,
	messageIdHover,
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
			const contents = { kind: 'markdown' as const, value: fit(answer, commandLinks) };
			return answer.span ? { contents, range: toRange(line, answer.span) } : { contents };
		}
	}
	return null;
}
