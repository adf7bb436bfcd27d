import { plainText } from '../../checks/words';
import { followLink } from './footer';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { rangeWords } from './rangeWords';
import { toMarkdown } from './say';

/** So many messages are told of, and so many lines that name it are asked for theirs. */
const shown = 6;
const linesAsked = 400;

/** A Message-ID: which messages of the log carry it, and what became of them. */
export function messageIdHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'messageId');
	if (!field) {
		return undefined;
	}
	const { log, line, say } = pointed;
	const id = field.value.replace(/^<|>$/g, '');
	if (id === '') {
		return { sections: [say('messageId.none')], span: field.span };
	}
	const found = log.mentions(id, line);
	const indices = [
		...new Set(found.lines.slice(0, linesAsked).flatMap((at) => log.messageIndexAt(at) ?? [])),
	];
	const items = indices.slice(0, shown).map((index) => {
		const { queueId, end, lines } = log.message(index);
		return `- ${say('messageId.message', {
			id: { code: queueId },
			end: { markdown: say(`end.${end}`) },
			line: (lines[0] ?? 0) + 1,
		})}`;
	});
	return {
		sections: [
			`${say.count('messageId.carriers', indices.length)} ${toMarkdown({ code: plainText(field.value, 120) })}`,
			items.join('\n'),
			say(indices.length > 1 ? 'messageId.several' : 'messageId.meaning'),
			rangeWords(pointed, found),
		],
		footer: followLink(pointed, field.span.start + 1),
		span: field.span,
	};
}
