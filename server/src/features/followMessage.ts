import { grouped } from '../core/grouped';
import { plainText } from '../checks/words';
import type { Language } from '../knowledge/knowledge';
import { say, sayCount } from '../knowledge/say';
import type { FollowChoice, FollowedLine, FollowParams, FollowResult } from '../protocol';
import type { NamedLog } from '../tracing/logs';
import type { Mail } from '../tracing/mail';
import { namesLike } from '../tracing/namesLike';
import type { ClockOfLog } from '../tracing/order';
import { thingAt, thingsIn, type Thing } from '../tracing/thing';
import { linesOf, trailOf, type Followed } from '../tracing/trail';
import type { Work } from '../core/work';
import { durationWords } from './duration';
import { logName, mailRoute, mailTitle } from './mailWords';

/** A document of more lines is of use to nobody. */
const linesAtMost = 50_000;

/** So many choices are offered of one log. */
const ofOneLog = 30;

/** All lines of what is followed, from all logs, with those of related mails, in the order in which they were written. `null`: there is nothing. */
export function* followMessage(
	logs: readonly NamedLog[],
	{ subject, near }: FollowParams,
	language?: Language,
): Work<FollowResult> {
	const mail = near && mailAt(logs, subject, near);
	const followed: Followed = mail ? { mail } : { text: subject };
	const { groups, isPart } = yield* trailOf(logs, followed, true);
	const { lines, clocks } = linesOf(groups);
	if (lines.length === 0) {
		return null;
	}
	const mails = groups.reduce((sum, group) => sum + group.mails.length, 0);
	const notes = [
		...(isPart ? [say('follow.part')(language)] : []),
		...(lines.length > linesAtMost
			? [sayCount('follow.notShown', lines.length - linesAtMost)(language)]
			: []),
	];
	return {
		title: say('follow.title', { subject: plainText(subject, 80) })(language),
		summary: [
			mails > 0 ? sayCount('follow.mails', mails)(language) : '',
			sayCount('follow.logs', grouped(lines, ({ of }) => of).size)(language),
			...notes,
		]
			.filter(Boolean)
			.join(' · '),
		lines: lines
			.slice(0, linesAtMost)
			.map(({ of, line }): FollowedLine => ({ uri: of.uri, line, text: of.log.text(line) })),
		clocks: clocks.flatMap((clock) => {
			const words = clockWords(clock, language);
			return words === undefined ? [] : [{ uri: clock.of.uri, words }];
		}),
	};
}

/** What places of a log, and a text that is being typed, offer to follow. */
export function* followChoices(
	logs: readonly NamedLog[],
	{
		home,
		position,
		typed,
	}: { home?: NamedLog; position?: { line: number; character: number }; typed: string },
	language?: Language,
): Work<FollowChoice[]> {
	const choices: FollowChoice[] = [];
	const add = (of: NamedLog, thing: Thing, line: number) => {
		const choice = choiceOf(logs, of, thing, line, language);
		if (choice && !choices.some((each) => isSameChoice(each, choice))) {
			choices.push(choice);
		}
	};
	if (home && position && position.line < home.log.lineCount) {
		const under = thingAt(home.log, position.line, position.character)?.thing;
		const message = home.log.messageIndexAt(position.line);
		if (under) {
			add(home, under, position.line);
		}
		if (message !== undefined) {
			add(home, { kind: 'mail', text: home.log.queueId(message), message }, position.line);
		}
		thingsIn(home.log, position.line).forEach(({ thing }) => add(home, thing, position.line));
	}
	for (const of of typed.trim() === '' ? [] : logs) {
		const found = yield* namesLike(of.log, typed.trim(), ofOneLog);
		found.forEach(({ thing, line }) => add(of, thing, line));
	}
	return choices;
}

function isSameChoice(one: FollowChoice, other: FollowChoice): boolean {
	return (
		one.subject === other.subject && one.near?.uri === other.near?.uri && one.near?.line === other.near?.line
	);
}

function choiceOf(
	logs: readonly NamedLog[],
	of: NamedLog,
	thing: Thing,
	line: number,
	language: Language | undefined,
): FollowChoice | undefined {
	const subject = thing.text;
	switch (thing.kind) {
		case 'mail': {
			const mails: Mail[] =
				thing.message === undefined
					? logs.flatMap((each) =>
							each.log.messageIndicesById(subject).map((message) => ({ of: each, message })),
						)
					: [{ of, message: thing.message }];
			const mail = mails.at(-1);
			if (!mail) {
				return { kind: 'mail', subject, label: subject, description: say('follow.elsewhere')(language) };
			}
			const made = mail.of.log.message(mail.message);
			const begin = mail.of.log.endsOfMessage(mail.message).first;
			return {
				kind: 'mail',
				subject,
				near: { uri: mail.of.uri, line: begin },
				label: mailTitle(made, language),
				description: mailRoute(made),
				detail: `${logName(mail.of.uri)}:${begin + 1}`,
			};
		}
		case 'address':
		case 'messageId':
		case 'host':
		case 'ip':
			return {
				kind: thing.kind,
				subject,
				label: plainText(subject, 120),
				description: say(`follow.${thing.kind}`)(language),
				detail: `${logName(of.uri)}:${line + 1}`,
			};
		default:
			return undefined;
	}
}

/** The mail of a queue id that a line is of. */
function mailAt(
	logs: readonly NamedLog[],
	queueId: string,
	near: { readonly uri: string; readonly line: number },
): Mail | undefined {
	const of = logs.find(({ uri }) => uri === near.uri);
	const message = of && near.line < of.log.lineCount ? of.log.messageIndexAt(near.line) : undefined;
	const mail = of && message !== undefined ? { of, message } : undefined;
	return mail && mail.of.log.queueId(mail.message) === queueId ? mail : undefined;
}

/** What the order of a log's lines rests on where it is not its clock. */
function clockWords({ by, correction }: ClockOfLog, language: Language | undefined): string | undefined {
	switch (by) {
		case 'handOver':
			return say(correction < 0 ? 'follow.ahead' : 'follow.behind', {
				time: durationWords(Math.abs(correction)),
			})(language);
		case 'unproved':
			return say('follow.unproved')(language);
		case 'none':
			return say('follow.noTimes')(language);
		case 'clock':
			return undefined;
	}
}
