import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../../../src/core/mailLog';

// One dialogue is one dialogue, however it was written down: who speaks, the commands and the codes come out the same in every style,
// behind everything that may stand before its lines.

/** What the client says, what the server answers, and the content of a mail. */
type Said = readonly [who: 'C' | 'S' | 'D', words: string];

const banner: Said[] = [['S', '220 mx.example.net ESMTP ready']];
const hello: Said[] = [
	['C', 'EHLO client.example.org'],
	['S', '250-mx.example.net Hello'],
	['S', '250-AUTH PLAIN LOGIN'],
	['S', '250 HELP'],
];
const sender: Said[] = [
	['C', 'MAIL FROM:<alice@example.org>'],
	['S', '250 2.1.0 Ok'],
];
const recipient: Said[] = [
	['C', 'RCPT TO:<bob@example.net>'],
	['S', '250 2.1.5 Ok'],
];
const refused: Said[] = [
	['C', 'RCPT TO:<nobody@example.net>'],
	['S', '550-5.1.1 The account does not exist.'],
	['S', '550 5.1.1 Try again later'],
];
const data: Said[] = [
	['C', 'DATA'],
	['S', '354 End data with <CR><LF>.<CR><LF>'],
	['D', 'From: alice@example.org'],
	['D', ''],
	['D', '250 is no reply here'],
	['D', 'QUIT is no command here'],
	['C', '.'],
];
const accepted: Said[] = [['S', '250 2.0.0 Ok: queued as 4XyZ12']];
const bye: Said[] = [
	['C', 'QUIT'],
	['S', '221 2.0.0 Bye'],
];

const dialogues: Readonly<Record<string, readonly Said[]>> = {
	'one recipient refused': [
		...banner,
		...hello,
		...sender,
		...refused,
		...recipient,
		...data,
		...accepted,
		...bye,
	],
	'a banner of several lines, replies without words, HELO': [
		['S', '220-mx.example.net ESMTP'],
		['S', '220-No spam'],
		['S', '220 '],
		['C', 'HELO client.example.org'],
		['S', '250 mx.example.net'],
		['C', 'MAIL FROM:<>'],
		['S', '250'],
		...recipient,
		['C', 'DATA'],
		['S', '354'],
		...data.slice(2),
		['S', '250'],
		['C', 'QUIT'],
		['S', '221'],
	],
	'lower case': [
		...banner,
		['C', 'ehlo client.example.org'],
		['S', '250 mx.example.net'],
		['C', 'mail from:<alice@example.org>'],
		['S', '250 ok'],
		['C', 'rcpt to:<bob@example.net>'],
		['S', '451 4.7.1 greylisted'],
		['C', 'quit'],
		['S', '221 bye'],
	],
	'all other commands': [
		...banner,
		...hello,
		['C', 'VRFY bob'],
		['S', '252 2.0.0 bob'],
		['C', 'EXPN list'],
		['S', '502 5.5.2 no'],
		['C', 'NOOP'],
		['S', '250 2.0.0 Ok'],
		['C', 'HELP'],
		['S', '214-Commands:'],
		['S', '214 HELO EHLO'],
		['C', 'ETRN example.org'],
		['S', '458 no'],
		...sender,
		['C', 'RSET'],
		['S', '250 2.0.0 Ok'],
		['C', 'XFOO bar'],
		['S', '500 5.5.2 what'],
		...bye,
	],
	'a password refused, another accepted, two mails': [
		...banner,
		...hello,
		['C', 'AUTH LOGIN YWxpY2U='],
		['S', '334 UGFzc3dvcmQ6'],
		['C', 'd3Jvbmc='],
		['S', '535 5.7.8 Error'],
		['C', 'AUTH PLAIN AGFsaWNlAHNlY3JldA=='],
		['S', '235 2.7.0 ok'],
		...[...sender, ...recipient, ...data, ...accepted],
		...[...sender, ...recipient, ...data],
		['S', '554 5.7.1 spam'],
		...bye,
	],
	LMTP: [
		...banner,
		['C', 'LHLO client.example.org'],
		['S', '250 mx.example.net'],
		...[...sender, ...recipient, ...recipient, ...data],
		['S', '250 2.1.5 <bob@example.net> saved'],
		['S', '452 4.2.2 <bob@example.net> full'],
		...bye,
	],
};

const refusedAtOnce: readonly Said[] = [['S', '554 5.7.1 mx.example.net no'], ...bye];

const marks: Readonly<Record<string, readonly [client: string, server: string]>> = {
	raw: ['', ''],
	swaks: [' -> ', '<-  '],
	angles: ['> ', '< '],
	letters: ['C: ', 'S: '],
	names: ['Client: ', 'Server: '],
	msmtp: ['--> ', '<-- '],
	'double angles': ['>> ', '<< '],
	'triple angles': ['>>> ', '<<< '],
	arrows: ['-> ', '<- '],
	'fat arrows': ['=> ', '<= '],
	phpmailer: ['CLIENT -> SERVER: ', 'SERVER -> CLIENT: '],
	perl: ['Net::SMTP=GLOB(0x55d0c8)>>> ', 'Net::SMTP=GLOB(0x55d0c8)<<< '],
	'sent and received': ['SENT: ', 'RECEIVED: '],
	'postfix notice, blanks lost': [' In: ', ' Out: '],
	brackets: ['[C] ', '[S] '],
	bars: ['C| ', 'S| '],
};

const around: Readonly<Record<string, (line: string, number: number) => string>> = {
	nothing: (line) => line,
	'CR LF': (line) => `${line}\r`,
	indentation: (line) => `    ${line}`,
	'a tab': (line) => `\t${line}`,
	quoting: (line) => `> > ${line}`,
	'a clock': (line, number) => `10:11:${String(10 + (number % 50))}.123 ${line}`,
	'a clock in brackets': (line, number) => `[10:11:${String(10 + (number % 50))}] ${line}`,
	'a time in UTC': (line, number) => `2026-01-05T10:11:${String(10 + (number % 50))}Z ${line}`,
	'a time': (line, number) => `2026-01-05 10:11:${String(10 + (number % 50))},123 ${line}`,
	'blank lines': (line) => `${line}\n`,
	'line numbers': (line, number) => `${String(number + 1).padStart(4)}  ${line}`,
};

function write(
	dialogue: readonly Said[],
	[client, server]: readonly [string, string],
	place: (line: string, number: number) => string,
): string {
	const lines = dialogue.map(([who, words]) => (who === 'S' ? server : client) + words);
	return ['```', ...lines.map(place), '```'].join('\n');
}

/** Commands and codes in their order. */
function read(text: string): string[] {
	return [...MailLog.of(text).sessions()].flatMap(({ steps }) =>
		steps.flatMap(({ command, reply }) => [
			...(command === undefined ? [] : [command.trim()]),
			...(reply ? [reply.code] : []),
		]),
	);
}

function truth(dialogue: readonly Said[]): string[] {
	let isSecret = false;
	return dialogue.flatMap(([who, words]) => {
		if (who === 'C') {
			const said = isSecret ? '****' : words.replace(/^(AUTH \w+) .+/, '$1 ****');
			return said === '.' ? [] : [said];
		}
		isSecret = words.startsWith('334');
		return who === 'S' && words[3] !== '-' ? [words.slice(0, 3)] : [];
	});
}

for (const [name, dialogue] of Object.entries(dialogues)) {
	test(`${name}: the same in every style, behind everything`, () => {
		for (const [style, pair] of Object.entries(marks)) {
			for (const [what, place] of Object.entries(around)) {
				assert.deepEqual(read(write(dialogue, pair, place)), truth(dialogue), `${style}, ${what}`);
			}
		}
	});
}

test('refused at once: a marked 554 opens a session, behind a time or quoting too', () => {
	for (const style of ['letters', 'msmtp', 'double angles', 'phpmailer', 'perl']) {
		for (const [what, place] of Object.entries(around)) {
			const text = write(refusedAtOnce, marks[style] ?? ['', ''], place);
			assert.deepEqual(read(text), truth(refusedAtOnce), `${style}, ${what}`);
		}
	}
});
