import type { Mark } from './sink';
import { trimmedEnd } from './trimmed';

/** Words of programs behind which a user's name stands, in no field. */
const namesBehind: readonly string[] = [
	' passwd info for ',
	'SpamAssassin as ',
	'local part of ',
	'Accepted password for ',
	'Accepted publickey for ',
	'Failed password for ',
	'Failed publickey for ',
	'Failed none for ',
	'keyboard-interactive/pam for ',
	'nvalid user ',
	' for user ',
	' by user ',
	'setuid to ',
];

/** `… for alice:1209 in 0.8 seconds`, as spamd writes */
const numbered = ') for ';

/** What programs quote of a look-up: `where id='alice'`, `tainted value '/alice'`. */
const quotes: readonly (readonly [has: string, before: string])[] = [
	['elect ', "='"],
	['elect ', "= '"],
	['ainted ', " '"],
	['ELECT ', "='"],
	['ELECT ', "= '"],
];

/** Names that the words of a sentence tell, where no field does. A name ends with a space, a quote, or a sign that no name has. */
export function proseMarks(text: string): Mark[] {
	const marks: Mark[] = [];
	for (const before of namesBehind) {
		const at = text.indexOf(before);
		if (at >= 0) {
			const start = at + before.length;
			const name = nameAt(text, start);
			if (name !== '' && !/^(?:invalid|user|illegal)$/.test(name) && !/^\d+$/.test(name)) {
				marks.push({ start, end: start + name.length, kind: 'user' });
			}
		}
	}
	const spamd = text.indexOf(numbered);
	if (spamd >= 0) {
		const start = spamd + numbered.length;
		const name = nameAt(text, start);
		if (name !== '' && /^:\d+ in /.test(text.slice(start + name.length, start + name.length + 14))) {
			marks.push({ start, end: start + name.length, kind: 'user' });
		}
	}
	return [...marks, ...quoted(text), ...identified(text), ...ran(text)];
}

function nameAt(text: string, start: number): string {
	return trimmedEnd(/^[^\s"'`<>()[\]{},;:=|/\\]{0,320}/.exec(text.slice(start, start + 320))?.[0] ?? '');
}

function quoted(text: string): Mark[] {
	return quotes.flatMap(([has, before]) => {
		const marks: Mark[] = [];
		const from = text.indexOf(has);
		for (let at = from < 0 ? -1 : text.indexOf(before, from); at >= 0;) {
			const start = at + before.length;
			const end = text.indexOf("'", start);
			if (end < 0) {
				break;
			}
			const words = text.slice(start, end);
			const isName = /^[\w.@+-]+$/.test(words);
			marks.push(isName ? { start, end, kind: 'user' } : { start, end, kind: 'literal', literal: '[value]' });
			at = text.indexOf(before, end + 1);
		}
		return marks;
	});
}

/** `SMTP connection identification … U=alice ID=1001 S=alice B=…` */
function identified(text: string): Mark[] {
	if (!text.includes('connection identification ')) {
		return [];
	}
	return [' U=', ' S='].flatMap((before): Mark[] => {
		const at = text.indexOf(before);
		const start = at + before.length;
		const name = at < 0 ? '' : nameAt(text, start);
		return name === '' ? [] : [{ start, end: start + name.length, kind: 'user' }];
	});
}

/** What cron and sudo tell of who ran what. */
function ran(text: string): Mark[] {
	// CRON[123]: (alice) CMD (/home/alice/bin/fetch)
	const cron = text.indexOf(') CMD (');
	if (cron > 0) {
		const open = text.lastIndexOf('(', cron);
		const start = cron + ') CMD ('.length;
		const end = Math.max(start, text.lastIndexOf(')'));
		return [
			{ start: open + 1, end: cron, kind: 'user' },
			{ start, end, kind: 'literal', literal: '[command]' },
		];
	}
	// sudo:    alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/sbin/postqueue -p
	const sudo = text.indexOf(' : TTY=');
	const command = text.indexOf(' ; COMMAND=');
	if (sudo > 0 && command > sudo) {
		const start = text.lastIndexOf(' ', sudo - 1) + 1;
		return [
			{ start, end: sudo, kind: 'user' },
			{ start: command + ' ; COMMAND='.length, end: text.length, kind: 'literal', literal: '[command]' },
		];
	}
	return [];
}
