import { UsageError } from './usage';
import { exitStatus, type ExitStatus, type Shell } from './shell';

/** `mail-log-lens help [COMMAND]` */
export async function help(args: readonly string[], shell: Shell): Promise<ExitStatus> {
	await shell.output.write([args[0] === undefined ? overview : helpFor(args[0])]);
	return exitStatus.done;
}

/** The help of one command, for a terminal of 80 columns. */
export function helpFor(command: string): string {
	const text = Object.hasOwn(pages, command) ? pages[command] : undefined;
	if (text === undefined) {
		throw new UsageError(`there is no command “${command}”`);
	}
	return text;
}

const overview = `\
Mail Log Lens: what happened to this mail, who refused it, why, and what now.

Usage: mail-log-lens COMMAND [OPTION…] [ARGUMENT…]

  analyze FILE…    sessions, messages and findings of logs and transcripts
  report FILE…     what happened, in figures: totals, delays, causes, TLS …
  trace ID FILE…   all lines of a mail, by queue id, address or Message-ID
  redact FILE      a copy of a log without names, addresses and secrets
  explain TEXT     what a reply means and what to do: 550 5.1.1 User unknown
  compare A B      two reply codes side by side: 220 235
  lsp --stdio      the language server, for editors other than VS Code
  help [COMMAND]   this text, or more about one command

  --version        print the version

Results go to standard output, everything else to standard error.
Exit status: 0 done · 1 findings (analyze --fail-on), or nothing found (trace)
2 wrong usage, or a file that cannot be read · 70 a bug.
`;

const pages: Readonly<Record<string, string>> = {
	analyze: `\
Usage: mail-log-lens analyze [OPTION…] FILE…

Reads mail logs and SMTP transcripts and prints one report per file, in the
order given, each as soon as it is ready. The format of a log is recognised.
FILE may be gzip-compressed, whatever its name; “-” is standard input.

  --lines              with what each line says (ndjson and json)
  --summary            counts in place of sessions, messages and findings
  --format ndjson      one report a line; the default where standard output
                       is no terminal
  --format json        an array of reports
  --format sarif       the findings for tools that read SARIF 2.1.0
  --format text        a summary to read; the default on a terminal
  --fail-on error      exit status 1 if there is an error among the findings
  --fail-on warning    the same for an error or a warning
  --year N             the year of the log's first line, where the log does
                       not write years and nothing else in it tells
  --zone ±hh:mm        the zone of times that are written without one
  --redact             the report of a redacted copy, as “redact” makes it

A time is left out of a report while its year or zone is not known: say --year
and --zone then.

Exit status: 0 analysed, whatever was found · 1 --fail-on found something
2 wrong usage, or a file could not be read to its end: its report says why in
“error”, and the other files are analysed all the same.
`,
	report: `\
Usage: mail-log-lens report [OPTION…] FILE…

Tells in figures what happened in mail logs: what came, went, waited and was
refused, per day and hour, domain, host and user; why, and who is at fault; how
long it took; how providers received it; TLS, failed logins, greylisting. All
files are read as one log: give a rotated log's parts in any order. FILE may be
gzip-compressed, whatever its name; “-” is standard input.

  --format text        to read in a terminal or a mail; the default
  --format markdown    for a page or an issue
  --format html        one page that needs nothing else, with the first lines
                       that each figure counts
  --format json        for programs
  --format csv         one figure a line
  --since TIME         only what happened from this time on
  --until TIME         only what happened before it; TIME is 2026-01-05,
                       2026-01-05T10:00, 10:00 (today), today, yesterday, now,
                       or how long ago: 30m, 2h, 7d, 4w
  --top N              so many rows of a section (10), or “all”
  --lines-of FIGURE    the lines that a figure counts, in place of the report:
                       rejects/NAME/count, as --format csv has the names
  --lang en|id         the language, English or Indonesian; without it, that of
                       LC_ALL, LC_MESSAGES or LANG if it is one of them, or
                       else English
  --redact             the report of a redacted copy, as “redact” makes it
  --year N             the year of the log's first line, where the log does
                       not write years and nothing else in it tells
  --zone ±hh:mm        the zone of times that are written without one

Exit status: 0 done · 2 wrong usage, or a file could not be read to its end:
the report says so, and has what could be read.
`,
	trace: `\
Usage: mail-log-lens trace [OPTION…] ID|ADDRESS|MESSAGE-ID FILE…

Prints all lines of the mails that a queue id, an address, a Message-ID, or the
name or IP address of a host stands for, whatever program wrote the log: also of
the sessions on which they came and went, and of the mails that they came of and
that came of them: bounces, forwards, what a filter handed back, what the next
server took, in all the files. Lines that are of no mail, as those of a refusal,
come with their session. Mails that belong together stand together; a blank line
is between them. Lines of several files are in the order in which they were
written; clocks that differ are set right by the hand-overs between them.
FILE may be gzip-compressed, whatever its name; “-” is standard input.

The domain of an address and the name of a host are the same in upper and lower
case; what stands before the @, and ids, are not (RFC 5321 §2.4).

  --no-related         each mail alone, without those related to it
  -i, --ignore-case    upper and lower case are the same everywhere
  -n, --line-number    with FILE:NUMBER: before each line
  --format text        the lines as they are; the default
  --format json        one object: mails, what joins them, lines
  --year N             the year of a log's first line, where it does not write
                       years and nothing else in it tells
  --zone ±hh:mm        the zone of times that are written without one
  --redact             without names, addresses and secrets

Exit status: 0 found · 1 nothing found · 2 wrong usage, or a file could not be
read to its end: what was found in the others is printed all the same.

Example: mail-log-lens trace alice@example.com /var/log/mail.log*
`,
	redact: `\
Usage: mail-log-lens redact [OPTION…] FILE

Prints a copy of a mail log or an SMTP transcript to show to others. It has the
same lines and reads as the log does: the same sessions, codes and deliveries.

Passwords and all that AUTH sends become ****. Users, hosts, domains and
Message-IDs become others: user1@domain1.example, mx1.domain1.example; the same
name always the same one. IP addresses move to ranges that are nobody's, and two
of one /24 (IPv6: /64) stay together; private ones stay private. What messages
hold, subjects and names of files are left out. Times, sizes, process ids and
queue ids stay; a long queue id of Postfix, and one of Exim, tells when the mail
came.

The copy is looked through before anything of it is printed: if a secret or a
name is still in it, nothing is printed. Read it before you give it away all the
same: a name in the words of a sentence may be none that a program can know.

FILE may be gzip-compressed, whatever its name; “-” is standard input.

  --keep-table FILE    writes which name each pseudonym stands for, as JSON that
                       only you may read, into a new file

Exit status: 0 done · 2 wrong usage, a file that could not be read to its end,
or a copy that would have told something: it says in which line.
`,
	explain: `\
Usage: mail-log-lens explain [OPTION…] TEXT…

Explains one reply: a code, an enhanced status code, or a whole reply or
delivery text. Several arguments are the words of one text, so that quotes are
needed only for what the shell would change. “-” reads the text from standard
input.

  --format text        to read; the default on a terminal
  --format json        one object; the default where standard output is no
                       terminal
  --lang en|id         the language, English or Indonesian; without it, that of
                       LC_ALL, LC_MESSAGES or LANG if it is one of them, or
                       else English
  --batch              one text a line from standard input, one JSON object a
                       line to standard output; \\n in a line is a line break

Examples: mail-log-lens explain 235
          mail-log-lens explain 421-4.7.0 Try again later
`,
	compare: `\
Usage: mail-log-lens compare [OPTION…] A B

Shows two reply codes or enhanced status codes side by side: what each means,
when it comes, how to fix it, and how they differ. JSON knows the basic codes.

  --format text        to read; the default on a terminal
  --format markdown    for a page
  --format json        one object; the default where standard output is no
                       terminal
  --lang en|id         the language, English or Indonesian; without it, that of
                       LC_ALL, LC_MESSAGES or LANG if it is one of them, or
                       else English

Example: mail-log-lens compare 220 235
`,
	lsp: `\
Usage: mail-log-lens lsp --stdio

Starts the language server. It speaks the Language Server Protocol over standard
input and output.
`,
	help: `\
Usage: mail-log-lens help [COMMAND]
`,
};
