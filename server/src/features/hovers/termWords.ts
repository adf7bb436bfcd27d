import type { Span } from '../../core/event';
import { phrases, term, type Term, type TermKind } from '../../knowledge/knowledge';
import { sourceLinks } from './footer';
import type { Answer, Pointed } from './pointed';
import { toMarkdown } from './say';

/** What is told of a term beside what is known of it anywhere. */
export interface Here {
	readonly span: Span;
	/** Written instead of the term's name, as the line writes it; empty where the name is none that stands in logs. */
	readonly shown?: string;
	/** What it means in this line: stands before what is known of it anywhere. */
	readonly first?: readonly (string | undefined)[];
	readonly last?: readonly (string | undefined)[];
}

/** A hover on one term. `undefined` for what is none. */
export function termAnswer(pointed: Pointed, kind: TermKind, name: string, here: Here): Answer | undefined {
	const found = name.length > 0 && name.length < 100 ? term(kind, name, pointed.language) : undefined;
	return found && answerOf(pointed, found, here);
}

export function answerOf(
	pointed: Pointed,
	found: Term,
	{ span, shown, first = [], last = [] }: Here,
): Answer {
	return {
		sections: [
			shown === '' ? `**${found.title}**` : `**${toMarkdown(shown ?? found.name)}** ${found.title}`,
			...first,
			found.meaning,
			actionWords(pointed, found),
			...last,
		],
		footer: sourceLinks(found.sources),
		span,
	};
}

/** What to do about a term. */
export function actionWords({ language }: Pointed, { action }: Pick<Term, 'action'>): string | undefined {
	return action && `**${phrases(language).headings['whatToDo'] ?? ''}** ${action}`;
}
