import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { answered, faultCheck, type Fault } from './faults';
import { notedWords } from './noted';
import { remembered } from './remembered';
import { headOf } from './sessionHead';
import { situationsOf, type Situation } from './situations';

/** The keyword that a command needs, and where it is specified. */
const ofCommand: Readonly<Record<string, readonly string[]>> = {
	STARTTLS: ['STARTTLS'],
	AUTH: ['AUTH'],
	BDAT: ['CHUNKING'],
	BURL: ['BURL'],
	ETRN: ['ETRN'],
	ATRN: ['ATRN'],
	XCLIENT: ['XCLIENT'],
	XFORWARD: ['XFORWARD'],
};

/** The keyword that a parameter of MAIL or RCPT needs. */
const ofParameter: Readonly<Record<string, readonly string[]>> = {
	SIZE: ['SIZE'],
	SMTPUTF8: ['SMTPUTF8'],
	AUTH: ['AUTH'],
	RET: ['DSN'],
	ENVID: ['DSN'],
	NOTIFY: ['DSN'],
	ORCPT: ['DSN'],
	BY: ['DELIVERBY'],
	'MT-PRIORITY': ['MT-PRIORITY'],
	HOLDFOR: ['FUTURERELEASE'],
	HOLDUNTIL: ['FUTURERELEASE'],
	REQUIRETLS: ['REQUIRETLS'],
	MTRK: ['MTRK'],
	CONPERM: ['CONPERM'],
	RRVS: ['RRVS'],
	PRDR: ['PRDR'],
	XOORG: ['XOORG'],
};

export const extensionFaults = remembered((session: Session, log: MailLog): readonly Fault[] => [
	...situationsOf(session, log).flatMap((situation) => spoken(session, situation)),
	...session.lines.flatMap((line) => noted(session, line, log)),
]);

export const protocolExtensionNotOffered = faultCheck(
	{
		id: 'protocol.extensionNotOffered',
		severity: 'error',
		doc: `A command or a parameter of an extension was used that the answer to EHLO did not offer (RFC 5321 §2.2.1): \`BDAT\`
without \`CHUNKING\`, \`SIZE=\`, \`BODY=\`, \`SMTPUTF8\`, \`NOTIFY=\` and \`RET=\` (\`DSN\`), AUTH (or a mechanism that is not in the list),
STARTTLS, ETRN, XCLIENT and others; any of them after HELO, which offers nothing. An error in a transcript where it was refused, a
warning in a server's log (Exim's \`used when not advertised\`), information where the server took it all the same. It needs to see the
answer to EHLO line by line.`,
		example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 PIPELINING
 -> MAIL FROM:<a@example.org> RET=HDRS
<** 555 5.5.4 Unsupported option: RET=HDRS
 -> QUIT
<-  221 2.0.0 Bye`,
	},
	extensionFaults,
);

function spoken(session: Session, situation: Situation): Fault[] {
	const { step, verb, before, isOvercome } = situation;
	const { offered } = before;
	const needed =
		offered && neededBy(situation).find(({ keywords }) => !keywords.some((word) => offered.has(word)));
	const base = { ...answered(session, step.reply, isOvercome), line: step.line };
	if (needed) {
		return [{ ...base, ...wordsOf(needed.used, needed.keywords[0] ?? '', before.hello === 'HELO') }];
	}
	// AUTH CRAM-MD5
	//      --------
	const mechanism = /^\s*AUTH\s+([\w-]{1,20})/i.exec(situation.command)?.[1]?.toUpperCase();
	const mechanisms = offered?.get('AUTH')?.toUpperCase().split(/\s+/);
	return verb === 'AUTH' && mechanism && mechanisms && !mechanisms.includes(mechanism)
		? [
				{
					...answered(session, step.reply, isOvercome, /^5(?:0\d|3[45])$/),
					line: step.line,
					...mechanismWords(mechanism, mechanisms),
				},
			]
		: [];
}

/** The extensions that a command needs. */
function neededBy({ verb, command, before }: Situation): { used: string; keywords: readonly string[] }[] {
	// STARTTLS over TLS is out of its order, and that is said there.
	const own = verb === 'STARTTLS' && before.isSecure ? undefined : ofCommand[verb];
	if (own) {
		return [{ used: verb, keywords: own }];
	}
	if (verb !== 'MAIL' && verb !== 'RCPT') {
		return [];
	}
	// MAIL FROM:<a@example.org> SIZE=900 BODY=8BITMIME
	//                           ----------------------
	const end = command.indexOf('> ');
	const parameters =
		end < 0
			? []
			: command
					.slice(end + 2)
					.trim()
					.split(/\s+/);
	return parameters.flatMap((parameter) => {
		const [name = '', value = ''] = parameter.toUpperCase().split('=', 2);
		const keywords = name === 'BODY' ? (ofBody[value] ?? []) : (ofParameter[name] ?? []);
		return keywords.length > 0 ? [{ used: name === 'BODY' ? `BODY=${value}` : name, keywords }] : [];
	});
}

const ofBody: Readonly<Record<string, readonly string[]>> = {
	'7BIT': ['8BITMIME', 'BINARYMIME'],
	'8BITMIME': ['8BITMIME'],
	BINARYMIME: ['BINARYMIME'],
};

/** `SMTP protocol error in "AUTH LOGIN" H=(client) [203.0.113.40]:60723 AUTH command used when not advertised` */
function noted(session: Session, line: number, log: MailLog): Fault[] {
	if (session.software !== 'exim' || log.kindAt(line) !== 'protocol-error') {
		return [];
	}
	const text = notedWords(log.event(line));
	// "AUTH NTLM" NTLM authentication mechanism not supported
	const mechanism = /\s([\w-]{1,20}) authentication mechanism not supported/.exec(text)?.[1];
	if (mechanism) {
		return [{ ...notedFault(session, line), ...mechanismWords(mechanism) }];
	}
	const used = /(?:^|\s)([A-Z]{1,12}) command used when not advertised/.exec(text)?.[1];
	return used
		? [{ ...notedFault(session, line), ...wordsOf(used, ofCommand[used]?.[0] ?? used, false) }]
		: [];
}

function notedFault(
	session: Session,
	line: number,
): Pick<Fault, 'session' | 'severity' | 'line' | 'explains'> {
	return { session: headOf(session), severity: 'warning', line, explains: [line] };
}

function wordsOf(
	used: string,
	keyword: string,
	isHelo: boolean,
): Pick<Fault, 'key' | 'title' | 'told' | 'fix'> {
	return {
		key: used,
		title: say('extension.title', { used }),
		told: say(isHelo ? 'extension.helo' : 'extension.notOffered', { used, keyword }),
		fix: say(
			used === 'AUTH' ? 'extension.fix.auth' : used === 'STARTTLS' ? 'extension.fix.tls' : 'extension.fix',
			{
				keyword,
			},
		),
	};
}

function mechanismWords(
	mechanism: string,
	mechanisms?: readonly string[],
): Pick<Fault, 'key' | 'title' | 'told' | 'fix'> {
	return {
		key: 'mechanism',
		title: say('extension.mechanism.title'),
		told: mechanisms
			? say('extension.mechanism', { mechanism, mechanisms: mechanisms.join(' ') })
			: say('extension.mechanism.unnamed', { mechanism }),
		fix: say('extension.mechanism.fix'),
	};
}
