/** What stands behind a word and `=`, `:` or a space. */
export type Meaning =
	| 'user' // user=<alice>
	| 'userWide' // user: alice
	| 'secret' // token=…
	| 'secretWide' // password: …
	| 'address' // to=<alice>, from=alice
	| 'messageId' // message-id=<…>
	| 'maybeMessageId' // id=…@…
	| 'helo' // helo=<pc>
	| 'domain' // CN=mx.example.net
	| 'greeted' // EHLO pc
	| 'asked' // VRFY alice
	| 'subject' // Subject: …
	| 'quoted' // T="…"
	| 'file' // filename="…"
	| 'realms' // imap(alice)<…>
	| 'scheme'; // Authorization: Bearer …

const words: Readonly<Record<Meaning, string>> = {
	user:
		'login sasl_username saslusername sasl_user set_id auth_user auth-user authuser auth_username ruser logname account acct ' +
		'authid authzid authcid smtp_user smtp_username smtpuser mail_username u_name uname login_user original_user owner',
	userWide: 'user username user_name',
	secret:
		'token pass pwd access_token accesstoken refresh_token api_key apikey api-key auth_password auth-password authpass auth_pass smtp_password ' +
		'smtp_pass smtppass smtppassword mail_password client_secret secret passphrase passwordeval passwd_eval bearer_token xoauth2 ' +
		'initial_response init_response sasl_response authdata smtp-auth-password',
	secretWide: 'password passwd',
	address:
		'from to orig_to rcpt rcptto mailfrom sender recipient recipients ctladdr arg1 arg2 envelope-from envelope_from env_from f mail ' +
		'orig_rcpt original_recipient original-recipient final-recipient delivered-to x-original-to ccaddr return_path return-path',
	messageId:
		'message-id messageid message_id msgid resent-message-id msg_id in-reply-to mid references internalmessageid',
	maybeMessageId: 'id',
	helo: 'helo ehlo helo_name heloname rdns client_name reverse_client_name hostname myhostname _hostname',
	domain:
		'cn subject_cn d domain host server relay mx sni tls_sni header.d header.from header.i smtp.helo dmarc_domain spf_domain client ' +
		'original_host helo ehlo helo_name heloname rdns client_name reverse_client_name hostname myhostname _hostname',
	greeted: 'ehlo helo lhlo',
	asked: 'vrfy expn',
	subject: 'subject subj thread-topic',
	quoted: 't',
	file: 'filename file_name attachment attachments file-name',
	realms:
		'imap pop3 lda lmtp managesieve submission indexer-worker auth-worker pam sql passwd-file shadow ldap passwd static oauth2 lua bsdauth ' +
		'checkpassword imapc quota-status dsync doveadm imap-urlauth deliver sieve',
	scheme: 'bearer basic',
};

/** The meanings of words in lower case; a word may have several. */
const meanings = new Map<string, readonly Meaning[]>();
for (const [meaning, list] of Object.entries(words) as [Meaning, string][]) {
	for (const word of list.split(' ')) {
		meanings.set(word, [...(meanings.get(word) ?? []), meaning]);
	}
}

/** Names of settings of programs, whatever they begin with: `spring.mail.password`, `SMTP_PASS`, `X-API-Key`. */
const secretNames = /(?:password|passwd|passphrase|(?:^|[._-])api[_-]?key|[._-](?:pass|pwd|secret|token))$/;
const userNames = /[._-](?:user|username|user_name|login)$/;

/** What a word, in lower case, says of what stands behind it. */
export function meaningsOf(word: string): readonly Meaning[] | undefined {
	const known = meanings.get(word);
	if (known && known[0] !== 'secret') {
		return known;
	}
	return secretNames.test(word) ? ['secretWide'] : (known ?? (userNames.test(word) ? ['user'] : undefined));
}

/** Options of command lines, and what their value is; `login` is `user:password`. */
const options = new Map<string, 'user' | 'secret' | 'login'>([
	...['-au', '--auth-user', '-xu', '--user-name', '--username', '--smtp-user', '--login'].map(
		(each) => [each, 'user'] as const,
	),
	...[
		'-ap',
		'--auth-password',
		'--auth-pass',
		'-xp',
		'--password',
		'--passwd',
		'--pass',
		'--passwordeval',
		'--smtp-pass',
		'--smtp-password',
		'--oauth2-bearer',
		'--token',
		'-pass',
		'-passin',
	].map((each) => [each, 'secret'] as const),
	...['-u', '--user', '--proxy-user', '-U'].map((each) => [each, 'login'] as const),
]);

/** What stands behind an option. */
export function optionOf(word: string): 'user' | 'secret' | 'login' | undefined {
	return options.get(word);
}

/** Whether a word is the name in front of `=`, and no part of an address behind it: `from=alice@example.org`. */
export function isKey(word: string): boolean {
	return meaningsOf(word) !== undefined || keys.has(word);
}

const keys = new Set(
	(
		'auth addr address email e-mail mx relay host client server domain d i h s b r p rcpt_to mail_from smtp_mailfrom smtp_rcptto smtp.mailfrom ' +
		'header.from header.i header.d header.from dest destination source target origin orig original user_email reply-to reply_to replyto ' +
		'errors-to cc bcc name key value for by uid receiver identity helo-name queue list alias mailbox folder dn cn mailaddress u a t emailaddress ' +
		'sasl_sender env-from verp bounce text msg message params original_address user_addr client_addr sid session to_addr from_addr'
	).split(' '),
);
