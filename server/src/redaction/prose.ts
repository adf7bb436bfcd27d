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
	'verification failed for ',
	'no user in db: ',
	'ailed login for ',
	'ogin failed for ',
	'uccessful login for ',
	'uthenticated sender: ',
	'uthenticated sender is <',
	'authenticated_id: ',
];

/** `… for alice:1209 in 0.8 seconds`, as spamd writes */
const numbered = ') for ';

/** What programs quote of a look-up: `where id='alice'`, `tainted value '/alice'`. */
const quotes: readonly (readonly [has: string, before: string])[] = [
	['elect ', "='"],
	['elect ', "= '"],
	['ainted ', " '"],
	['with subject ', " subject '"],
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

/** Folders that every mailbox has. */
const folders = /^(?:INBOX|Junk|Spam|Trash|Sent|Drafts|Archive|Deleted Items|Sent Items|Junk E-?mail)$/i;

/** `stored mail into mailbox 'Clients/Example'`, `box=Clients/Example, uid=3`, as Dovecot writes */
function mailboxes(text: string): Mark[] {
	const match = /(?: mailbox '|[ :]box=)((?:[^',]|,(?! ))+)/.exec(text);
	const name = match?.[1] ?? '';
	const start = match ? match.index + match[0].length - name.length : 0;
	return name === '' || folders.test(name)
		? []
		: [{ start, end: start + name.length, kind: 'literal', literal: '[folder]' }];
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

/** What stands behind a local part that has no domain: `550 5.1.1 alice... User unknown`, `<alice>: Recipient address rejected`. */
const behindLocals = ['... ', '>... ', '>: Recipient address', '>: Sender address'];

/** Names of users in replies and reports, whatever the line is. */
export function repliedMarks(text: string): Mark[] {
	const marks = [...banner(text), ...mailboxes(text)];
	const add = (start: number, end: number) => {
		if (start < end && !/^[\d.-]+$/.test(text.slice(start, end))) {
			marks.push({ start, end, kind: 'user' });
		}
	};
	for (const behind of behindLocals) {
		const end = text.indexOf(behind);
		let start = end;
		while (start > 0 && end - start < 64 && /[\w.+-]/.test(text.charAt(start - 1))) {
			start--;
		}
		const before = text.slice(Math.max(0, start - 14), Math.max(0, start));
		if (
			behind.startsWith('>') ? before.endsWith('<') : /[45]\d\d[ -](?:\d\.\d{1,3}\.\d{1,3} )?$/.test(before)
		) {
			add(start, end);
		}
	}
	for (const before of ['expanded from <', 'rfc822;']) {
		const at = text.indexOf(before);
		const start = at + before.length + (text.charAt(at + before.length) === ' ' ? 1 : 0);
		const name = at < 0 ? '' : nameAt(text, start);
		const next = text.charAt(start + name.length);
		if (!name.includes('@') && (next === '' || next === '>')) {
			add(start, start + name.length);
		}
	}
	return marks;
}

/** A host's name of one word where a server greets or reports: `220 pc ESMTP`, `Reporting-MTA: dns; pc`. */
function banner(text: string): Mark[] {
	const match = /(?:\b220[ -]|MTA: dns; ?)([A-Za-z][\w-]{0,62})(?= E?SMTP\b| \(|\s*$)/.exec(text);
	const name = match?.[1] ?? '';
	const start = match ? match.index + match[0].length - name.length : 0;
	return name === '' || /^E?SMTP$/.test(name) ? [] : [{ start, end: start + name.length, kind: 'host' }];
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

/** Options of command lines behind which words of a mail stand in quotes, and a user with a password in Postfix's table `static:`. */
const typed =
	/(?:^|\s)(?:-s|-F|-m|--subject|--body|--data|--header|--message|--h-[\w-]{1,60}|--add-header)[ =](?:"([^"]{1,4000})"|'([^']{1,4000})')/g;

/** What a person typed: `mail -s "words"`, `swaks --body 'words'`. */
export function typedMarks(text: string): Mark[] {
	const marks: Mark[] = [];
	if (text.includes(' -')) {
		for (const match of text.matchAll(typed)) {
			const words = match[1] ?? match[2] ?? '';
			const end = match.index + match[0].length - 1;
			const name = /^[\w-]{1,60}: /.exec(words)?.[0].length ?? 0;
			marks.push({ start: end - words.length + name, end, kind: 'literal', literal: '[content]' });
		}
		// sendEmail -u "words"
		const match = /\bsendemail\b/i.test(text)
			? / -u (?:"([^"]{1,400})"|'([^']{1,400})')/.exec(text)
			: undefined;
		const words = match?.[1] ?? match?.[2] ?? '';
		if (match && words !== '') {
			const end = match.index + match[0].length - 1;
			marks.push({ start: end - words.length, end, kind: 'literal', literal: '[subject]' });
		}
	}
	const table = /= ?static:([^\s:@]{1,320}(?:@[^\s:]{1,253})?):(\S{1,1000})/.exec(text);
	if (table?.[1] && table[2]) {
		const end = table.index + table[0].length;
		const secret = end - table[2].length;
		marks.push({ start: secret - 1 - table[1].length, end: secret - 1, kind: 'user' });
		marks.push({ start: secret, end, kind: 'secret' });
	}
	return marks;
}
