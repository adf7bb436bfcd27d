import type { Layout } from './layout';
import { longArrows, doubleArrows, clientServer, sentGot } from './layouts/general';
import {
	smtplib,
	phpmailer,
	nodemailer,
	goMail,
	ruby,
	perl,
	javaMail,
	rainLoop,
	symfony,
} from './layouts/libraries';
import { swaks, curl, msmtp, sNail, sylpheed, mutt, smtpCli } from './layouts/programs';
import { exchange, haraka, hMailServer } from './layouts/protocolLogs';
import { exim, eximTest, postfixNotice, postfixVerbose, posttlsFinger, sendmail } from './layouts/servers';
import { gnutls, netcat, openssl, raw, telnet } from './layouts/unmarked';

export { raw };

/** All marked layouts, the ones with the clearest marks first. */
export const layouts: readonly Layout[] = [
	swaks,
	phpmailer,
	nodemailer,
	smtplib,
	exim,
	perl,
	goMail,
	haraka,
	exchange,
	hMailServer,
	rainLoop,
	sNail,
	ruby,
	postfixNotice,
	postfixVerbose,
	posttlsFinger,
	sylpheed,
	symfony,
	openssl,
	gnutls,
	telnet,
	netcat,
	javaMail,
	sendmail,
	eximTest,
	msmtp,
	longArrows,
	curl,
	doubleArrows,
	clientServer,
	sentGot,
	smtpCli,
	mutt,
];

/** The layout of that name. */
export function layoutNamed(name: string): Layout | undefined {
	return name === raw.name ? raw : (byName.get(name) ?? (name === 'exim-d' ? exim : undefined));
}

/** The layouts that a line with this first character can be written in. */
export function layoutsFor(line: string): readonly Layout[] {
	return byFirst[line.charCodeAt(0)] ?? anyFirst;
}

const anyFirst = layouts.filter(({ first }) => first === undefined);

const byFirst = Array.from({ length: 128 }, (_, code) =>
	layouts.filter(({ first }) => first?.includes(String.fromCharCode(code)) ?? true),
);

const byName = new Map(layouts.map((layout) => [layout.name, layout]));
