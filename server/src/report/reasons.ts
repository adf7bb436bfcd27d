import type { Brief } from '../core/dialects/brief';
import { valueOf, type LineEvent } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { Literal } from '../core/text/literal';
import { Octets } from '../core/text/octets';
import { plainText } from '../core/text/plainText';
import { explainReply, type Explanation } from '../knowledge/explain';
import type { Language } from '../knowledge/knowledge';
import { Names } from './names';
import { WordsKey } from '../core/wordsKey';

/** Why something was refused, put off or given up: what stands in the log, and what it means. */
export interface Cause {
	/** `550` */
	readonly code?: string;
	/** `5.1.1` */
	readonly enhanced?: string;
	/** The words of the log, without names. */
	readonly text: string;
	/** The command that was answered: `RCPT`. */
	readonly phase?: string;
	readonly reason: Explanation['reason'];
	readonly atFault: Explanation['atFault'];
	/** It may be tried again: a 4yz reply, or Exim's own word. */
	readonly isTemporary: boolean;
	/** Of a warning: the program's own word. */
	readonly severity?: string;
	/** What it means, in few words. */
	readonly title: string;
}

/** Of a log that says something else in every line, so many are told apart. */
const mostCauses = 50_000;

/** Numbers for causes, from 0. Each is read in full once, when its words come for the first time. */
export class Causes {
	private readonly names = new Names();
	private readonly key = new WordsKey();
	private readonly causes: Cause[] = [];
	/** By the number that a helper has given to the words. */
	private readonly told: number[] = [];
	private readonly octets = new Octets();

	constructor(
		private readonly log: MailLog,
		private readonly language: Language | undefined,
	) {}

	/** The number of what a line says. */
	number(line: number, brief: Brief): number {
		const { wordsNumber } = brief;
		const told = this.told[wordsNumber];
		if (told !== undefined) {
			return told;
		}
		this.key.take(brief.bytes, brief.wordsStart, brief.wordsEnd);
		const number = this.numberOfKey(() => causeOf(this.log.event(line), this.language));
		if (wordsNumber >= 0) {
			this.told[wordsNumber] = number;
		}
		return number;
	}

	/** The same of a line that is no reply: a warning. What stands behind time, host and program counts. */
	ofWarning(line: number, { lineBytes, lineStart, lineEnd }: Brief): number {
		this.octets.over(lineBytes);
		const behindProgram = afterProgram.indexIn(this.octets, lineStart, lineEnd);
		this.key.take(lineBytes, behindProgram < 0 ? lineStart : behindProgram + afterProgram.length, lineEnd);
		return this.numberOfKey(() => {
			const event = this.log.event(line);
			const severity = valueOf(event, 'severity');
			const text = withoutNames(this.log.text(line).slice(event.start));
			return { ...unknown, text, ...(severity === undefined ? {} : { severity }) };
		});
	}

	at(number: number): Cause {
		return this.causes[number] ?? unknown;
	}

	private numberOfKey(make: () => Cause): number {
		const { names, causes } = this;
		const { bytes, length } = this.key;
		if (names.size >= mostCauses) {
			const known = names.find(bytes, 0, length);
			const others = names.number(noBytes, 0, 0);
			causes[others] ??= unknown;
			return known < 0 ? others : known;
		}
		const number = names.number(bytes, 0, length);
		causes[number] ??= make();
		return number;
	}
}

const afterProgram = Literal.ofText(']: ');
const noBytes = new Uint8Array(0);
const unknown: Cause = { text: '…', reason: 'unknown', atFault: 'unknown', isTemporary: false, title: '' };

function causeOf(event: LineEvent, language: Language | undefined): Cause {
	const code = valueOf(event, 'code');
	const enhanced = valueOf(event, 'enhanced') ?? (code === undefined ? valueOf(event, 'dsn') : undefined);
	const words = valueOf(event, 'text') ?? '';
	const phase = valueOf(event, 'phase');
	const host = valueOf(event, 'relayHost') ?? valueOf(event, 'host');
	const isReply = code !== undefined || enhanced !== undefined;
	const answered = phase === undefined ? '' : `(in reply to ${phase} command)`;
	const text = [code, enhanced, words, answered].filter(Boolean).join(' ');
	const isOurs = event.kind === 'reject';
	const { reason, atFault, title } = explainReply(text, { language, ...(isOurs ? {} : { host }) });
	return {
		...(code === undefined ? {} : { code }),
		...(isReply && enhanced !== undefined ? { enhanced } : {}),
		text: withoutNames(words),
		...(phase === undefined ? {} : { phase }),
		reason,
		atFault,
		isTemporary: event.temporary ?? false,
		title: title.replaceAll('`', ''),
	};
}

/** `<nobody@example.com>: Recipient address rejected: …` → `Recipient address rejected: …` */
function withoutNames(text: string): string {
	return plainText(text, 300)
		.replace(/<[^<>]{0,255}>/g, '<…>')
		.replace(/^<…>: /, '')
		.replace(/\[[^\][]{1,255}\](?::\d{1,5})?/g, '[…]')
		.replace(/(?<![\w.-])[\w.-]{1,255}(?=\[…\])/g, '')
		.replace(/\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, '…')
		.split(' ')
		.map((word) => (word.includes('@') ? '…@…' : word))
		.join(' ');
}
