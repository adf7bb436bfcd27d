/** Second labels below which others are registered: `co.uk`, `com.au`, `ac.id`. */
const shared = new Set(
	'ac asn co com edu ed firm gen go gob gouv gov govt id info ltd mil muni ne net nhs nom or org plc pro sch web my desa'.split(
		' ',
	),
);

/**
 * How many labels at the end of a name belong to the one who registered it: two, or three below `co.uk` and the like. A small rule
 * in place of a list that would have to be fetched: it groups the hosts of one owner, nothing depends on more.
 */
export function registeredLabels(labels: readonly string[]): number {
	const last = labels[labels.length - 1] ?? '';
	const second = labels[labels.length - 2] ?? '';
	return labels.length > 2 && last.length === 2 && shared.has(second.toLowerCase()) ? 3 : 2;
}

const countries = new Set(
	(
		'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ' +
		'ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn ' +
		'gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc ' +
		'li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz ' +
		'om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz ' +
		'tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw'
	).split(' '),
);

const generic = new Set(
	(
		'com net org edu gov mil int arpa biz pro aero asia coop jobs mobi museum tel travel post cat xxx onion app blog cloud club dev ' +
		'digital email eu.org global group host io law life link live media network news online page place plus press services shop site ' +
		'solutions space store studio support systems tech technology today tools top website wiki work works world xyz agency berlin ' +
		'bayern hamburg koeln london nyc paris wien swiss vip win bank art academy center company consulting design education energy ' +
		'engineering events expert finance foundation health hosting institute international legal ltd management marketing photo ' +
		'photography school science security software team university ventures video web zone google microsoft amazon apple'
	).split(' '),
);

/** Names that stand for no owner, but are used as if (RFC 2606, RFC 6761, RFC 6762, RFC 8375, and habits). */
const reserved = new Set(
	'example test invalid localhost local lan home corp internal intranet private localdomain domain lab loc'.split(
		' ',
	),
);

/** Last labels that are also the ends of file names: a name of two labels is no host's by itself. */
const alsoFiles = new Set(
	'cf pl py sh rs so md pm ps cc la ac in js st sc ml am mo id is cl me test link zone video web host info page'.split(
		' ',
	),
);

/** What syslog and programs put before a dot: `mail.info`. */
const facilities = new Set(
	'mail auth authpriv daemon user syslog kern cron local news uucp lpr ftp'.split(' '),
);

/** Whether the labels, from the left, look like a host's or a domain's name by themselves. */
export function looksLikeDomain(labels: readonly string[]): boolean {
	const last = (labels[labels.length - 1] ?? '').toLowerCase();
	if (labels.length < 2 || !labels.every(isLabel)) {
		return false;
	}
	if (last.startsWith('xn--') || /[^\0-\x7f]/.test(last)) {
		return true;
	}
	if (labels.length === 2 && (alsoFiles.has(last) || facilities.has((labels[0] ?? '').toLowerCase()))) {
		return last === 'info' && !facilities.has((labels[0] ?? '').toLowerCase());
	}
	return countries.has(last) || generic.has(last) || reserved.has(last);
}

/** Whether labels could be a name, where other things tell that they are one. */
export function isDomain(labels: readonly string[]): boolean {
	return labels.length > 1 && labels.every(isLabel) && !/^\d+$/.test(labels[labels.length - 1] ?? '');
}

function isLabel(label: string): boolean {
	return label !== '' && label.length <= 63;
}

/**
 * Services that say who lists an address, and are nobody's mail: the names of DNS lists stay, as they tell the reason of a refusal.
 */
const publicDomains = new Set(
	(
		'spamhaus.org spamhaus.net spamcop.net sorbs.net barracudacentral.org uceprotect.net surriel.com mailspike.net mailspike.org ' +
		'dnswl.org surbl.org uribl.com abuseat.org invaluement.com spamrats.com senderscore.com s5h.net gbudb.net nixspam.net manitu.net ' +
		'backscatterer.org in-addr.arpa ip6.arpa'
	).split(' '),
);

/** Whether a registered domain is a public service that stays. */
export function isPublicDomain(domain: string): boolean {
	return publicDomains.has(domain);
}
