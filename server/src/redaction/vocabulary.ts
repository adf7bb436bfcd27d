import { dialects } from '../core/dialects/all';

/**
 * Words that logs and transcripts are made of. A user or a host may have such a name: it is masked where its place tells that it is
 * one (`to=<test>`), and left alone where it is only a word (`test` in a sentence), or no line could be read any more.
 */
const common =
	'a about accept accepted access account accounts acl action active actual add added additional address addresses admin after again ' +
	'agent alias aliases all allow allowed already also an and anonymous another any api are arrival as ask asked at attempt attempts ' +
	'auth authenticated authentication authenticator author authorization available back backup bad badly bare base based be because been ' +
	'before begin being below best between bind bit bits black blacklist block blocked body both bounce bounced bounces box bulk but by ' +
	'bytes cache cached call called can cannot care cert certificate change changed charset check checked checking chunk cipher clean ' +
	'cleanup clear client clients close closed closing code command commands completed config configuration confirm confirmed connect ' +
	'connected connecting connection connections contact content continue control cost could count counter credentials current daemon data ' +
	'database date day days debug default defer deferred delay delayed delete deleted deliver delivered delivery demo denied deny dest ' +
	'destination dev developer device did dig digest directory disabled discard discarded disconnect disconnected dkim dmarc dns do does ' +
	'domain domains done down drop dropped due duplicate each edit either email empty enable enabled encrypted end ended entry env ' +
	'envelope error errors established event every exceeded exit expected expired extended external fail failed failure fatal fault fax ' +
	'field file files filter final find finished first flag flags folder for forward forwarded forwarding found free from full gateway ' +
	'general generic get given global go good got greeting greylist greylisted group groups guest had handshake has hash have header ' +
	'headers health hello helo help here hold home host hosts hour hours how id idle if ignore ignored imap in inbox inbound incoming ' +
	'incomplete info information init initial inode input inside install int internal interval into invalid invoice invoices ip is issue ' +
	'it its job jobs junk just keep key keys kind known large last later length let level like limit line lines link list listed lists ' +
	'load local location lock log login logout logs long look lookup loop lost low machine mail mailbox mailer mailman main maildir make ' +
	'manager many map mark match matched max maximum may me member memory message messages method mime min minute minutes missing mode ' +
	'monitor more move moved much multi must my name names need net network never new news next nil no nobody node non none nonexistent ' +
	'noreply normal not note notice notification notify now null number object of off offered office offline ok old on once one online ' +
	'only open option options or order orders original other others our out outbound outgoing output over own owner packet page part pass ' +
	'passed password path paused peer pending per permanent permission permitted person personal phase ping pipe pipelining plain please ' +
	'policy pop pop3 port post postfix postmaster prepend previous private probe problem process processed protocol proxy public pull push ' +
	'query queue queued quit quota quoted random range rank rate raw re reached read reading ready real reason receive received receiver ' +
	'receiving recipient recipients record records refused reject rejected relay relayed relaying release remote remove removed renewal ' +
	'repeat repeated replace reply report reports reputation request requested require required reset resolve resolved response restart ' +
	'result retry return returned returning reverse root route router rule rules run running safe said sales same save saved say says scan ' +
	'score script search second seconds secret secure security see seen self send sender sending sent server servers service services ' +
	'session set setting setup sex share shared short should show side sign signature since single site size skip skipped slow small smart ' +
	'smtp smtpd socket software some source space spam spf spool ssl staff stage start started starting starttls stat state statistics ' +
	'status still stop stopped storage store stored string strong subject submission success successful such support suspended sync syntax ' +
	'system system-user table tag take target task team temp temporarily temporary test tester testing tests text than that the their them ' +
	'then there these they this those through time timed timeout times tls to today token too tool total trace transaction transfer ' +
	'transport tried true trust trusted try trying two type unable undeliverable unexpected unknown unlisted until untrusted up update ' +
	'updated upload url usage use used user username users using valid value verification verified verify version very via view virtual ' +
	'virus wait waiting warn warning was we web webmaster well were what when where which while white whitelist who why will window with ' +
	'without work worker working would write writing written wrong www year yes yet you your zone ' +
	'admin administrator helpdesk abuse hostmaster sysadmin operator bin daemon adm sync games lp man uucp ftp sshd ntp www-data mailnull ' +
	'jan feb mar apr jun jul aug sep oct nov dec mon tue wed thu fri sat sun may gmt utc cet cest est edt pst pdt ' +
	'ehlo lhlo rcpt data bdat rset vrfy expn noop size dsn smtputf8 etrn chunking login cram-md5 digest-md5 xoauth2 ntlm gssapi external ' +
	'esmtp esmtps esmtpa esmtpsa lmtp asmtp utf8smtp exim exim4 sendmail sm-mta dovecot opensmtpd amavis amavisd rspamd clamd postgrey ' +
	'opendkim opendmarc spamd policyd haraka nodemailer swaks curl openssl telnet msmtp python perl php ruby java exchange mx mx0 ns ns1 ' +
	'pid uid gid msgid qid dsn nrcpt proto client_address to from cc bcc kernel systemd cron sudo su sshd docker localhost maildrop procmail ' +
	'vmail lda sieve managesieve example dnslookup mailrelay remote_smtp local_delivery address_file address_pipe';

/** The words of a literal: letters, digits and hyphens. */
function wordsOf(text: string): string[] {
	return text.toLowerCase().split(/[^a-z0-9-]+/);
}

function* vocabulary(): Generator<string> {
	yield* common.split(' ');
	for (const { rows } of dialects) {
		for (const { starts, has = '', hasNot = '', programs = [] } of rows) {
			yield* wordsOf(starts);
			yield* wordsOf(has);
			yield* wordsOf(hasNot);
			yield* programs;
		}
	}
}

let known: Set<string> | undefined;

/** Whether a word, in lower case, is one that logs are made of. */
export function isLogWord(word: string): boolean {
	known ??= new Set(vocabulary());
	return known.has(word);
}

/**
 * Whether a name is told from the words of a log by itself, wherever it stands: `alice`, not `test` or `a`, and no number.
 */
export function isDistinctive(name: string): boolean {
	const lower = name.toLowerCase();
	return name.length >= 3 && /[^\d._-]/.test(name) && !/[\s\0-\x1f]/.test(name) && !isLogWord(lower);
}
