// The strip of each session beside what really happened: for score.mjs. A fact is a hit or a miss:
//   invented  every stage of the strip happened, with the code that it shows
//   missing   every stage that the log shows, or counts, is in the strip
//   hollow    what no line shows is in parentheses, what was said without an answer has a question mark, and what a line shows has neither
//   order     of a transcript the stages are in the order in which they are seen
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { assembly } from './assembly.mjs';
import { root } from './project.mjs';

/** What the strip says otherwise than the driver's account, and why that is right. */
const rightlyOther = [
	[/^pf-069/, 'Postfix counts a recipient too many as accepted and writes no line'],
	[/^pf-099/, "Postfix logs a milter's 550, and greets with a 554 that it does not log"],
	[/^pf-119/, 'the log says that TLS was given up, and not that the next EHLO was answered with 421'],
	[/^x?ph-12/, 'the account takes the 550 for unseen, which the transcript shows with the signs of HTML'],
	[
		/^x?gn-01/,
		'gnutls-cli does not show the EHLO that it says before STARTTLS, which the account takes for seen',
	],
	[/^xos-05/, 'openssl takes a line that begins with R for itself: it is shown, and was never sent'],
	[/^exim-v-greet554/, 'the account lacks the QUIT that Exim says and does not wait for'],
];

/** Prints a table of how many facts are right in the logs of Postfix and in the transcripts, and each miss. */
export async function scoreStrips(truth) {
	const { MailLog, strip } = await product();
	const cases = readFileSync(join(truth, 'truth.jsonl'), 'utf8').split('\n').filter(Boolean).map(JSON.parse);
	const tally = new Map();
	const misses = [];
	for (const each of cases.filter(isScored)) {
		const log = MailLog.of(readFileSync(join(truth, each.file)));
		for (const [told, session] of pairs(each, [...log.sessions()])) {
			const words = strip(session, log);
			for (const [fact, miss] of judge(each, told, partsOf(words))) {
				const name = `${each.kind} ${fact}`;
				const [right = 0, all = 0] = tally.get(name) ?? [];
				tally.set(name, [right + (miss ? 0 : 1), all + 1]);
				if (miss) {
					const reason = rightlyOther.find(([id]) => id.test(each.id))?.[1];
					const why = reason === undefined ? '' : `: rightly, as ${reason}`;
					misses.push(`  ${each.id} s${session.index + 1}: ${fact} ${miss} in ${words}${why}`);
				}
			}
		}
	}
	console.log('strips of sessions        right     of');
	for (const [name, [right, all]] of [...tally].sort()) {
		console.log(name.padEnd(22), String(right).padStart(8), String(all).padStart(6));
	}
	misses.forEach((miss) => console.log(miss));
}

async function product() {
	const outfile = join(root, 'out', 'score.cjs');
	const contents =
		"export { MailLog } from './server/src/core/mailLog'; export { strip } from './server/src/features/strip';";
	await build({
		stdin: { contents, resolveDir: root },
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		plugins: [assembly],
		logLevel: 'warning',
	});
	return createRequire(import.meta.url)(outfile);
}

function isScored({ kind, software }) {
	return kind === 'transcript' || (kind === 'log' && software?.startsWith('postfix'));
}

/** Each session that happened with ours of the same client and mails; in transcripts, with the next. */
function pairs({ kind, sessions = [] }, found) {
	if (kind === 'transcript') {
		return sessions.slice(0, found.length).map((told, at) => [told, found[at]]);
	}
	const left = found.filter(({ role, program }) => role === 'server' && program !== 'postscreen');
	const wanted = sessions.filter(
		({ role, service, visible_in_log: isSeen }) =>
			role === 'server' && service !== 'postscreen' && isSeen !== false,
	);
	return wanted.flatMap((told) => {
		const ids = (told.transactions ?? []).map((each) => each.queue_id).filter(Boolean);
		const fits = ({ peer, queueIds }) =>
			peer?.address === told.client_ip && queueIds.every((id) => ids.includes(id));
		const at = left.findIndex((each) => fits(each) && ids.every((id) => each.queueIds.includes(id)));
		return at < 0 ? [] : [[told, ...left.splice(at, 1)]];
	});
}

const stages = {
	...{ 220: 'greeting', 235: 'auth', 354: 'data', 250: 'content', 221: 'quit' },
	...{ GREETING: 'greeting', CONNECT: 'connect', EHLO: 'hello', HELO: 'hello', LHLO: 'hello' },
	...{ TLS: 'tls', STARTTLS: 'tls', AUTH: 'auth', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' },
	...{ CONTENT: 'content', QUIT: 'quit', LOST: 'lost', RSET: 'reset', NOOP: 'noop', VRFY: 'verify' },
};

/** `(220 · EHLO) · ✗ RCPT 550×2 · RCPT? — 3 s` → a list of `{ stage, isFailed, code, isHollow, isUnanswered }`, and whether something is left out. */
function partsOf(words) {
	let isHollow = false;
	const parts = words
		.replace(/ — [^—]*$/, '')
		.split(' · ')
		.flatMap((piece) => {
			isHollow ||= piece.startsWith('(');
			const [, failed, label, unanswered, code, count = '1'] =
				/^\(?(✗ )?(\w+)(\?)?(?: (\d{3}|\d\.\d{1,3}\.\d{1,3}))?(?:×(\d+))?\)?$/.exec(piece) ?? [];
			const part = {
				stage: stages[label] ?? label,
				isFailed: failed !== undefined,
				code: /^\d{3}$/.test(label) ? label : code,
				isHollow,
				isUnanswered: unanswered !== undefined,
			};
			isHollow &&= !piece.endsWith(')');
			return label === undefined || label === '334' ? [] : Array.from({ length: Number(count) }, () => part);
		});
	return Object.assign(parts, { isShortened: words.includes('…') });
}

const verbs = {
	...{ CONNECT: 'greeting', EHLO: 'hello', HELO: 'hello', LHLO: 'hello', STARTTLS: 'tls', AUTH: 'auth' },
	...{ 'AUTH-RESP': 'auth', MAIL: 'mail', RCPT: 'rcpt', DATA: 'data', EOD: 'content', QUIT: 'quit' },
	...{ RSET: 'reset', NOOP: 'noop', VRFY: 'verify', BDAT: 'content' },
};

/** The stages that the driver's account has, too. */
const known = new Set(Object.values(verbs));

/**
 * What happened, in the strip's terms. `isSeen`: whether lines show how it was answered; `undefined` where they may tell of it in some
 * way. Of TLS the driver knows whether it was used in the end: `isFailed` is unknown where a handshake was begun and was not, and where
 * the client did not like the certificate.
 */
function happened({ kind, cause = [] }, { phases, tls, closed_by: closedBy }) {
	const isGivenUp = !tls || (closedBy === 'client' && cause.some((each) => /cert/.test(each)));
	const steps = phases.flatMap(({ verb, code, visible, logged }) => {
		const stage = verbs[verb];
		if (!stage) {
			return [];
		}
		if (!code || code === 334) {
			// Begun, and what came of it is not known.
			return [{ stage }];
		}
		const isFailed = code >= 400;
		const isSeen =
			kind === 'transcript' ? visible !== false : isFailed && logged === 'code' ? true : undefined;
		return [
			{
				stage,
				isFailed: stage === 'tls' && !isFailed && isGivenUp ? undefined : isFailed,
				code: String(code),
				isSeen,
			},
		];
	});
	const isTold = steps.some(({ stage }) => stage === 'tls');
	const isTried = tls || cause.some((each) => /tls|cert/.test(each));
	return !isTold && isTried ? [{ stage: 'tls', isFailed: tls ? false : undefined }, ...steps] : steps;
}

function* judge(each, told, parts) {
	const truth = happened(each, told);
	const left = [...truth];
	for (const part of parts.filter(({ stage }) => known.has(stage))) {
		const fits = (one) =>
			(one.stage === part.stage || isDataOf(part, one)) &&
			((one.isFailed ?? part.isFailed) === part.isFailed || isDataOf(part, one)) &&
			(!part.isFailed || !/^\d{3}$/.test(part.code) || one.code === undefined || part.code === one.code);
		// What is seen goes with what is seen, and what is known of it before what is not.
		const at = [
			left.findIndex((one) => fits(one) && one.isFailed !== undefined && one.isSeen !== part.isHollow),
			left.findIndex((one) => fits(one) && one.isFailed !== undefined),
			left.findIndex(fits),
		].find((index) => index >= 0);
		yield ['invented', at === undefined ? tell(part) : ''];
		if (at !== undefined) {
			const [one] = left.splice(at, 1);
			// Of a transcript every stage tells whether its answer is seen; of TLS events tell, too.
			const tells = each.kind === 'transcript' ? part.stage !== 'tls' : part.code !== undefined;
			if (one.isSeen !== undefined && tells) {
				yield ['hollow', one.isSeen === (part.isHollow || part.isUnanswered) ? tell(part) : ''];
			}
			if (one.isFailed && one.isSeen && one.stage !== 'tls') {
				yield ['missing', part.code === undefined ? `the code ${one.code} of ${tell(part)}` : ''];
			}
		}
	}
	if (parts.isShortened) {
		return;
	}
	for (const one of truth) {
		if (one.isSeen) {
			yield ['missing', left.includes(one) ? tell(one) : ''];
		}
	}
	if (each.kind === 'transcript') {
		const seen = (list) => list.map(tell).join(' ');
		const expected = seen(truth.filter(({ isSeen, stage }) => isSeen && stage !== 'tls'));
		const drawn = seen(
			parts.filter(
				({ isHollow, isUnanswered, stage }) =>
					!isHollow && !isUnanswered && stage !== 'tls' && known.has(stage),
			),
		);
		yield ['order', expected === drawn ? '' : `${expected}, drawn as ${drawn}`];
	}
}

/** The counter `data=0/1` tells of DATA and of what follows it alike. */
function isDataOf(part, one) {
	return (
		part.stage === 'data' &&
		part.isFailed &&
		part.isHollow &&
		(one.stage === 'content' || one.stage === 'data')
	);
}

function tell({ stage, isFailed, code }) {
	return isFailed ? [`✗ ${stage}`, code].filter(Boolean).join(' ') : stage;
}
