import type { Session, Step } from '../../core/model';

/** What a server offered in answer to EHLO (RFC 5321 §4.1.1.1). */
export interface Offered {
	/** Where the last EHLO's answer begins, from 0. */
	readonly line: number;
	/** By keyword, in upper case. STARTTLS is here if it was offered before TLS began. */
	readonly extensions: ReadonlyMap<string, Extension>;
}

/** One line of an answer to EHLO. */
export interface Extension {
	/** In upper case: the `10240000` of `SIZE 10240000`; may be empty. */
	readonly parameters: string;
	/** From 0. */
	readonly line: number;
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
	const starttls = answers.map((step) => extensionsIn(step).get('STARTTLS')).find(Boolean);
	if (starttls) {
		extensions.set('STARTTLS', starttls);
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
function extensionsIn({ reply }: AnsweredStep): ReadonlyMap<string, Extension> {
	const extensions = new Map<string, Extension>();
	for (const [at, line] of reply.text.split('\n').entries()) {
		// SIZE 10240000   AUTH PLAIN LOGIN   AUTH=PLAIN LOGIN, as old clients ask for it
		const [, keyword = '', parameters = ''] = /^\s{0,4}([\w-]{1,40})[ =]?(.{0,300})$/.exec(line) ?? [];
		if (at > 0 && keyword !== '' && !extensions.has(keyword.toUpperCase())) {
			extensions.set(keyword.toUpperCase(), {
				parameters: parameters.trim().toUpperCase(),
				// Some logs have all of an answer in one line.
				line: reply.line + Math.min(at, reply.lines - 1),
			});
		}
	}
	return extensions;
}
