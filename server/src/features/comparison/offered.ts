import type { Session, Step } from '../../core/model';

/** What a server offered in answer to EHLO (RFC 5321 §4.1.1.1). */
export interface Offered {
	/** The line of the last EHLO's answer, from 0. */
	readonly line: number;
	/** Keywords in upper case, with their parameters: `SIZE` → `10240000`. STARTTLS is here if it was offered before TLS began. */
	readonly extensions: ReadonlyMap<string, string>;
}

/** What was offered last; `undefined` where the log does not show it. */
export function offeredIn({ steps }: Pick<Session, 'steps'>): Offered | undefined {
	const answers = steps.filter(isAnswered);
	const last = answers.at(-1);
	if (!last) {
		return undefined;
	}
	const extensions = new Map(extensionsIn(last));
	// After TLS a server does not offer STARTTLS again (RFC 3207 §4.2).
	if (answers.some((step) => extensionsIn(step).has('STARTTLS'))) {
		extensions.set('STARTTLS', '');
	}
	return { line: last.reply.line, extensions };
}

type AnsweredStep = Step & { readonly reply: NonNullable<Step['reply']> };

function isAnswered(step: Step): step is AnsweredStep {
	return (
		step.stage === 'hello' &&
		step.reply?.code.startsWith('2') === true &&
		/^\s{0,4}(?:EHLO|LHLO)\b/i.test(step.command ?? '')
	);
}

/** The lines behind the first, which is the server's name. */
function extensionsIn({ reply }: AnsweredStep): ReadonlyMap<string, string> {
	const extensions = new Map<string, string>();
	for (const line of reply.text.split('\n').slice(1)) {
		// SIZE 10240000   AUTH PLAIN LOGIN   AUTH=PLAIN LOGIN, as old clients ask for it
		const [, keyword = '', parameters = ''] = /^\s{0,4}([\w-]{1,40})[ =]?(.{0,300})$/.exec(line) ?? [];
		if (keyword !== '' && !extensions.has(keyword.toUpperCase())) {
			extensions.set(keyword.toUpperCase(), parameters.trim().toUpperCase());
		}
	}
	return extensions;
}
