// What `trace` prints for every queue id of logs whose truth is known, against what the lines say themselves.
//   export: scoreTraces(folder, showsMisses)
// Which lines belong to a mail is told here without the engine: by the first queue id of a line, by the process that wrote it between
// a client's connect and disconnect or before a delivery, and by the client's address and port.
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { assembly } from './assembly.mjs';
import { root } from './project.mjs';

export async function scoreTraces(truth, showsMisses) {
	const trace = await tracer();
	const scenarios = readFileSync(join(truth, 'truth.jsonl'), 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line) => JSON.parse(line))
		.filter(({ kind, messages }) => kind !== 'transcript' && messages?.some(({ queue_id: id }) => id));
	const rows = new Map();
	const misses = [];
	for (const scenario of scenarios) {
		const { format, file, kind } = scenario;
		const title = kind === 'combined' ? `${format}, combined` : format;
		const row = rows.get(title) ?? { mails: 0, exact: 0, families: 0, exactFamilies: 0 };
		rows.set(title, row);
		const log = new KnownLog(readFileSync(join(truth, file), 'utf8'), scenario);
		for (const id of log.ids) {
			const own = wrong(log, log.linesOf(id), await trace(['--no-related', '-n', id, join(truth, file)]));
			const all = wrong(log, log.linesOfFamily(id), await trace(['-n', id, join(truth, file)]));
			row.mails++;
			row.exact += own.length === 0 ? 1 : 0;
			row.families++;
			row.exactFamilies += all.length === 0 ? 1 : 0;
			own.forEach((words) => misses.push(`${file} ${id}: ${words}`));
			all.forEach((words) => misses.push(`${file} ${id} with related: ${words}`));
		}
	}
	console.log('logs                      mails   exactly its lines   with the related, exactly theirs');
	for (const [title, { mails, exact, families, exactFamilies }] of rows) {
		const share = (part, whole) => `${part} (${((100 * part) / whole).toFixed(1)} %)`.padStart(18);
		console.log(
			title.padEnd(24),
			String(mails).padStart(6),
			share(exact, mails),
			share(exactFamilies, families),
		);
	}
	console.log(`lines that are missing, or are another mail's: ${misses.length}`);
	misses.slice(0, showsMisses ? misses.length : 10).forEach((line) => console.log(`  ${line}`));
}

/** The command line in this process: one call a queue id. Gives the numbers of the lines, from 0. */
async function tracer() {
	const outfile = join(root, 'out/score/run.cjs');
	const options = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' };
	const contents = `export { run } from './server/src/cli/run'; export { Output } from './server/src/cli/output';`;
	await build({
		...options,
		stdin: { contents, resolveDir: root, loader: 'ts' },
		external: ['./data/*'],
		plugins: [assembly],
		outfile,
	});
	const { run, Output } = createRequire(import.meta.url)(outfile);
	// One for all calls: each listens for the stream's failure.
	const errors = new Output(process.stderr);
	return async (args) => {
		let text = '';
		const stream = new Writable({
			write(chunk, _encoding, done) {
				text += chunk;
				done();
			},
		});
		await run(['trace', ...args], {
			input: process.stdin,
			output: new Output(stream),
			errors,
			environment: {},
		});
		const path = args.at(-1);
		return new Set(
			text
				.split('\n')
				.filter((line) => line.startsWith(`${path}:`))
				.map((line) => Number(line.slice(path.length + 1).split(':', 1)[0]) - 1),
		);
	};
}

/** What is missing of the lines that must be there, and which are there and must not be. */
function wrong(log, { must, may }, traced) {
	const missing = [...must].filter((line) => !traced.has(line));
	const foreign = [...traced].filter((line) => !must.has(line) && !may.has(line));
	return [
		...missing.map((line) => `misses line ${line + 1} ${log.lines[line].slice(0, 150)}`),
		...foreign.map((line) => `has line ${line + 1} ${log.lines[line].slice(0, 150)}`),
	];
}

/** A log whose mails and sessions are known. Lines count from 0. */
class KnownLog {
	constructor(text, { messages, sessions }) {
		this.lines = text.replace(/\n$/, '').split('\n');
		/** For each line the queue id that it begins with, as Postfix, sendmail and Exim write it. */
		this.own = this.lines.map((line) => ownId(line));
		const isId = new Set([...this.own, ...messages.map(({ queue_id: id }) => id)].filter(Boolean));
		/** For each line the queue ids in it, its own first. */
		this.idsIn = this.lines.map((line) => {
			const own = ownId(line);
			const others = (line.match(/[0-9A-Za-z-]+/g) ?? []).filter((word) => isId.has(word) && word !== own);
			return own === undefined ? others : [own, ...others];
		});
		this.ids = [...new Set(messages.map(({ queue_id: id }) => id).filter((id) => this.own.includes(id)))];
		this.processes = this.lines.map(
			(line) => /(?:^|\s)(\S+\[\d+\]):? /.exec(line)?.[1] ?? /^\S+ \S+ (?:\S+ )?(\[\d+\]) /.exec(line)?.[1],
		);
		this.messages = messages;
		this.sessions = sessions;
	}

	linesOf(id) {
		const must = new Set();
		const may = new Set();
		this.idsIn.forEach((ids, line) => {
			if (this.own[line] === id) {
				must.add(line);
				this.around(line).forEach((each) => may.add(each));
			} else if (ids.includes(id)) {
				// A line of no mail that names this one, and what stands around it.
				may.add(line);
				if (this.own[line] === undefined) {
					must.add(line);
					this.around(line).forEach((each) => may.add(each));
				}
			}
		});
		for (const line of this.ofClients(id)) {
			may.add(line);
		}
		for (const line of [...must]) {
			this.frame(line).forEach((each) => must.add(each));
		}
		return { must, may };
	}

	/** The mails that one was made of or that were made of it, by their ids and Message-IDs. */
	linesOfFamily(id) {
		const family = new Set([id]);
		const isRelated = ({ queue_id: own, parent_queue_id: parent, message_id: messageId }) =>
			family.has(own) ||
			(parent && family.has(parent)) ||
			this.messages.some(
				(other) =>
					family.has(other.queue_id) &&
					(other.parent_queue_id === own || (messageId && other.message_id === messageId)),
			);
		for (let size = 0; size < family.size;) {
			size = family.size;
			this.messages
				.filter((message) => message.queue_id && isRelated(message))
				.forEach(({ queue_id: own }) => family.add(own));
			// Mails that were made on the way are not in the list: a line of one names the other.
			this.lines.forEach((text, line) => {
				const other =
					/(?:forwarded as|queued as|notification:) ([0-9A-Za-z-]+)|(?<=\]: [0-9A-Za-z]{14}: )([0-9A-Za-z]{14})(?=: )|<= \S+ R=([0-9A-Za-z-]+)/.exec(
						text,
					);
				const ids = [this.own[line], other?.[1] ?? other?.[2] ?? other?.[3]].filter(
					(each) => each && this.own.includes(each),
				);
				if (ids.length === 2 && ids.some((each) => family.has(each))) {
					ids.forEach((each) => family.add(each));
				}
			});
		}
		const must = new Set();
		const may = new Set();
		for (const each of family) {
			const lines = this.linesOf(each);
			lines.must.forEach((line) => must.add(line));
			lines.may.forEach((line) => may.add(line));
		}
		return { must, may };
	}

	/** Connect, TLS and disconnect around a line of Postfix's smtpd; the connection before a delivery. */
	frame(line) {
		const near = this.around(line);
		return near.filter((each) =>
			/: (?:connect from|disconnect from|\w+ TLS connection established from) /.test(this.lines[each]),
		);
	}

	/** What the same process wrote of no mail, from the client's connect to its disconnect, or since it last wrote of a mail. */
	around(line) {
		const process = this.processes[line];
		if (process === undefined) {
			return [];
		}
		const found = [];
		const isServer = /smtpd/.test(process);
		const ends = isServer ? /: connect from / : undefined;
		for (let at = line - 1; at >= 0; at--) {
			if (this.processes[at] !== process) {
				continue;
			}
			if (this.idsIn[at].length === 0) {
				found.push(at);
			} else if (
				!isServer &&
				this.idsIn[at][0] !== this.idsIn[line][0] &&
				!/conn_use=/.test(this.lines[line])
			) {
				break;
			}
			if (ends?.test(this.lines[at])) {
				break;
			}
		}
		for (let at = line + 1; at < this.lines.length; at++) {
			if (this.processes[at] !== process || /: connect from /.test(this.lines[at])) {
				if (this.processes[at] === process) {
					break;
				}
				continue;
			}
			if (this.own[at] === undefined) {
				found.push(at);
			}
			if (isServer && /: disconnect from /.test(this.lines[at])) {
				break;
			}
		}
		return found;
	}

	/** Lines of no mail with the address and port of a client that sent the mail, or with its address where the log has no ports. */
	ofClients(id) {
		const clients = this.sessions.filter(({ transactions = [] }) =>
			transactions.some(({ queue_id: own }) => own === id),
		);
		return this.lines.flatMap((text, line) => {
			const isTold = clients.some(({ client_ip: address, client_port: port }) => {
				const isThere = text.includes(`[${address}]`);
				return (
					isThere &&
					(text.includes(`[${address}]:${port}`) || !/\]:\d+/.test(text) || this.sessions.length === 1)
				);
			});
			return this.own[line] === undefined && isTold ? [line] : [];
		});
	}
}

/** The queue id that a line begins with behind time, host and process. */
function ownId(line) {
	//   … postfix/qmgr[287]: 4jYBJb1Pk3z5g: from=<…    2026-11-23 16:34:48 [180] 1xVX0C-00002q-2D <= …
	const id =
		/\]: ([0-9A-Za-z]{6,20}): /.exec(line)?.[1] ??
		/(?:^|\]: )(?:\d{4}-\d\d-\d\d \S+ (?:[+-]\d{4} )?)?(?:\[\d+\] )?([0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) /.exec(
			line,
		)?.[1];
	return id === 'NOQUEUE' || id === 'warning' || id === 'fatal' || id === 'statistics' ? undefined : id;
}
