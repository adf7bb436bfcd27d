/** UTF-16 columns of a line that are looked at: an entry of the journal has its fields in any order. */
const reach = 4000;

/** A time that stands for any other. */
const stamp = '2026-01-01T00:00:00Z ';

/**
 * A line as a plain mail log would have it, or nothing where it is a piece of an entry that tells nothing: what `looksLikeMailLog`
 * knows is the plain line. The server reads what is meant; here it is only recognised.
 */
export function plainLine(line: string): string[] {
	const head = line.slice(0, reach);
	if (/^(?:data: |\x1e)?\{ ?"/.test(head)) {
		return [fromObject(head)];
	}
	// SYSLOG_IDENTIFIER=postfix/smtpd    ⇥"SYSLOG_IDENTIFIER" : "postfix/smtpd",
	const field =
		/^(?:\t"([A-Z_]{1,64})" : |(_{1,2}[A-Z][A-Z_]{1,62}|SYSLOG_[A-Z]{1,32}|PRIORITY|MESSAGE)=)"?([^"]{0,80})/.exec(
			head,
		);
	if (field) {
		return (field[1] ?? field[2]) === 'SYSLOG_IDENTIFIER' ? [`${stamp}host ${field[3]}[1]: `] : [];
	}
	return /^[{}]$/.test(head) ? [] : [withPlainTime(head)];
}

/** An entry of the journal, or a line of docker's json-file. */
function fromObject(line: string): string {
	// "SYSLOG_IDENTIFIER":"postfix/smtpd"
	const program = /"SYSLOG_IDENTIFIER" ?: ?"([^"\\]{1,80})"/.exec(line);
	if (program) {
		return `${stamp}host ${program[1]}[1]: `;
	}
	// {"log":"Jan  5 10:00:01 mx1 postfix/smtpd[2211]: …
	const log = /^\{ ?"log" ?: ?"([^"\\]{1,200})/.exec(line);
	return log?.[1] ? withPlainTime(log[1]) : line;
}

const time = String.raw`(?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)`;

//   2026-01-05T09:00:01.120468321Z stdout F    before another time, or a container's name and this
const outerTime = new RegExp(
	String.raw`^(?:[\w.-]{1,64} {1,40}\| )?(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,16} (?:std(?:out|err) [FP] )?(?=${time}))?`,
);

//   Mon 2026-01-05 10:00:01 CET    1767603601.120468    [ 3601.120468]    2026 Jan  5 10:00:01    @400000004c91b044077a9e94
const rareTime =
	/^(?:[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [A-Z\d+-]{1,6}|\d{10}\.\d{1,9}|\[ {0,8}\d{1,10}\.\d{6}\]|\d{4} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|@[0-9a-f]{24}) /;

//   2026-01-05 10:00:01 mx1 postfix/smtpd[2211]:    which is no line of Exim
const blankTime =
	/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})? (?=(?:[\w.:-]{1,80} )?[\w./-]{1,80}\[\d{1,8}\]: )/;

//   <mail.info>    <2.6>    in front, or behind the time
const facility =
	/^((?:[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d )?)<(?:[a-z]{1,10}|\d{1,2})\.(?:[a-z]{1,10}|\d{1,2})> ?/;

function withPlainTime(line: string): string {
	return line
		.replace(/^[\ufeff\0]{1,4000}/, '')
		.replace(/^\d{1,6} (?=<)/, '')
		.replace(outerTime, '')
		.replace(facility, '$1')
		.replace(rareTime, stamp)
		.replace(blankTime, stamp);
}
