// Takes a sample log apart into stories: a session with all that became of the mails it brought, as a pattern to write again
// with other ids, processes, names and times. Lines that belong to no session and no mail (the start of a daemon) are left out.
import { readFileSync } from 'node:fs';

/** A line's head: its time, the program (Exim's logs name none), the process, and the message. */
const heads = {
	postfix:
		/^(?<month>\w{3}) (?<day>[ \d]\d) (?<clock>[\d:]{8}) \S+ (?<program>[^[ ]+)\[(?<pid>\d+)\]: (?<message>.*)$/,
	exim: /^(?<date>[\d-]{10}) (?<clock>[\d:]{8}) \[(?<pid>\d+)\] (?<message>.*)$/,
};

/** The queue id that a message begins with. */
const ownIds = {
	postfix:
		/^([0-9A-F]{6,16}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,16}z[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-y]+)(?=: )/,
	exim: /^\w{6}-\w{6}-\w\w(?= )/,
};

/** What stays as it is: the server whose log it is, and its network. */
const own = {
	postfix: { domain: 'example.com', network: '192.0.2.' },
	exim: { domain: 'example.org', network: '192.0.2.' },
};

/** From here on a port is one that a client's system chose; below, it is a service. */
const firstClientPort = 32_768;

/**
 * What changes from one run of a story to the next, by the type of its value, in the order in which a place is asked.
 * `%ids` stands for the queue ids of the sample.
 */
const changing = [
	['id', '%ids'],
	['acceptedAs', '(?<=queued as |OK id=)[\\w-]+'],
	['unique', '(?<=message-id=<|[ (]id=)[^@>\\s]+(?=@)'],
	['person', '(?<=sasl_username=|set_id=|_server:)[\\w-]+'],
	['person', '(?<=(?:=>|->|\\*\\*|==) )[\\w.-]+(?= <)'],
	['person', '[\\w.+-]+(?=@\\w)'],
	['size', '(?<=size=| S=)\\d+'],
	['address', '\\d+\\.\\d+\\.\\d+\\.\\d+'],
	['address6', '2001:db8:[0-9a-f:]+'],
	['port', '(?<=\\]:)\\d{5}'],
	['domain', '[a-z]+\\.example(?![\\w.])'],
	['domain', 'example\\.(?:com|net|org)(?!\\w)'],
];

/**
 * The stories of a sample.
 * @param kind `postfix` or `exim`.
 * @returns A list of `{ text, lines, processes, variables, messages }`:
 *   `text` the sample's own lines;
 *   `lines` as `{ after, process, parts }`: seconds after the story's first line, an index into `processes`, and text in turn with
 *   indices into `variables`;
 *   `processes` the programs' names (Exim's logs name none: `listener` takes the connections, `exim` does the rest); `variables` as `{ type, text, line, process }`: the line and process that name it first;
 *   `messages` how many queue ids begin a line.
 */
export function readStories(kind, file) {
	const records = readRecords(kind, file);
	const ids = new Set(records.map(({ id }) => id).filter(Boolean));
	const pattern = changing.map(
		([, source], at) => `(?<_${at}>${source.replace('%ids', [...ids].join('|'))})`,
	);
	const finder = new RegExp(pattern.join('|'), 'g');
	return groups(kind, records, ids).map((group) => toStory(kind, group, finder));
}

function readRecords(kind, file) {
	return readFileSync(file, 'latin1')
		.split('\n')
		.flatMap((text) => {
			const { month, day, date, clock, pid, message, ...head } = heads[kind].exec(text)?.groups ?? {};
			if (message === undefined) {
				return [];
			}
			const program = head.program ?? (message.startsWith('SMTP connection from [') ? 'listener' : 'exim');
			const time = Date.parse(date ? `${date}T${clock}Z` : `${month} ${day} 2000 ${clock} UTC`) / 1000;
			return [{ text, time, program, pid, message, id: ownIds[kind].exec(message)?.[0] }];
		});
}

/** The records that belong together: they share a key, or one of their keys shares one with another. */
function groups(kind, records, ids) {
	const keysOf = { postfix: postfixKeys, exim: eximKeys }[kind](records);
	const mentioned = new RegExp([...ids].join('|'), 'g');
	const groupOf = new Map();
	for (const record of records) {
		const keys = [...keysOf(record), ...(record.message.match(mentioned) ?? [])];
		const known = [...new Set(keys.map((key) => groupOf.get(key)).filter(Boolean))];
		const [group = { records: [], keys: [] }, ...others] = known;
		group.records.push(record, ...others.flatMap((other) => other.records));
		group.keys.push(...keys, ...others.flatMap((other) => other.keys));
		group.keys.forEach((key) => groupOf.set(key, group));
	}
	return [...new Set(groupOf.values())].map((group) =>
		group.records.sort((one, other) => records.indexOf(one) - records.indexOf(other)),
	);
}

/**
 * Postfix: smtpd's lines belong to its process from connect to connect; what smtp says before it names the mail belongs to the
 * mail it names next; postgrey speaks of the client that is connected.
 */
function postfixKeys(records) {
	const sessions = new Map();
	const clients = new Map();
	return (record) => {
		const { program, pid, message, id } = record;
		const process = `${program}[${pid}]`;
		if (program.endsWith('/smtpd')) {
			const address = /^connect from [^[]*\[([^\]]+)\]/.exec(message)?.[1];
			if (address) {
				sessions.set(process, `${process} ${records.indexOf(record)}`);
				clients.set(address, sessions.get(process));
			}
			return [sessions.get(process)].filter(Boolean);
		}
		if (program.endsWith('/smtp') && !id) {
			const next = records.slice(records.indexOf(record)).find((one) => one.pid === pid && one.id);
			return next ? [next.id] : [];
		}
		const client = /client_address=([^,]+)/.exec(message)?.[1];
		return client && clients.has(client) ? [clients.get(client)] : [];
	};
}

/** Exim: the listening process names address and port of a connection, which the process that serves it names too. */
function eximKeys(records) {
	const connections = new Set();
	return ({ pid, program, message }) => {
		const place = /\[[^\]]+\]:\d+/.exec(message)?.[0];
		if (program === 'listener') {
			connections.add(place);
		}
		if (/^(?:Start|End) queue run|daemon started/.test(message)) {
			return [];
		}
		return [...(program === 'listener' ? [] : [pid]), ...(connections.has(place) ? [place] : [])];
	};
}

function toStory(kind, records, finder) {
	const processes = new Map();
	const variables = new Map();
	const [{ time: begin }] = records;
	const lines = records.map((record, line) => {
		const process = indexIn(processes, `${record.program} ${record.pid}`, () => record.program);
		const parts = [''];
		let at = 0;
		for (const match of record.message.matchAll(finder)) {
			const type = changing[Object.values(match.groups).findIndex((text) => text !== undefined)][0];
			if (!stays(kind, type, match[0])) {
				const key = `${type} ${match[0]}`;
				parts[parts.length - 1] += record.message.slice(at, match.index);
				parts.push(
					indexIn(variables, key, () => ({ type, text: match[0], line, process })),
					'',
				);
				at = match.index + match[0].length;
			}
		}
		parts[parts.length - 1] += record.message.slice(at);
		return { after: record.time - begin, process, parts };
	});
	return {
		text: records.map(({ text }) => `${text}\n`).join(''),
		lines,
		processes: valuesOf(processes),
		variables: valuesOf(variables),
		messages: new Set(records.map(({ id }) => id).filter(Boolean)).size,
	};
}

function stays(kind, type, text) {
	const { domain, network } = own[kind];
	return (
		(type === 'domain' && text === domain) ||
		(type === 'address' && (text.startsWith(network) || text.startsWith('127.'))) ||
		(type === 'port' && Number(text) < firstClientPort)
	);
}

function indexIn(map, key, make) {
	if (!map.has(key)) {
		map.set(key, { index: map.size, value: make() });
	}
	return map.get(key).index;
}

function valuesOf(map) {
	return Array.from(map.values(), ({ value }) => value);
}
