// What changes from one run of a story to the next: ids, processes, names, addresses. All chance comes from one seed.

/** Postfix's alphabet of long queue ids: digits and consonants; the inode is written without its last letter (mail_queue.h). */
const consonants = '0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz';
const alphanumerics = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const hexadecimals = '0123456789ABCDEF';

const people =
	'anna ben carla dirk eva frank gina hugo ines jan kira leo mia nils olga paul rosa sven tina uwe vera will yara zoe';
const things =
	'amber birch cedar delta ember fjord grove heath inlet juniper knoll lark maple north orchard pine quarry river stone';

/** How many different people, domains and addresses a log has. */
const poolSize = 16_384;

/** How many mails Postfix's queue keeps the files of before it takes one again, and how many of them get the whole id again. */
const freeFiles = 200;
const idsUsedAgain = 0.3;
const firstInode = 262_144;

/** Linux gives no higher process id (pid_max on 64 bits), and begins again above those of the start of the system. */
const lastProcess = 4_194_304;
const firstProcess = 300;

/** A process serves so many clients and ends (postconf(5), max_use). */
const clientsPerProcess = 100;

/** A source of whole numbers: `below(n)` is at least 0 and less than `n`. The same seed gives the same numbers (mulberry32). */
export function chance(seed) {
	let state = seed >>> 0;
	return function below(limit) {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
	};
}

/**
 * Makes values by the type of a story's variable: `make[type](text, moment, pid)`, where `text` is what stood in the sample,
 * `moment` is when the value is first written, in seconds since 1970, and `pid` is the process that writes it.
 * `giveBack(id)` says that the mail of a Postfix id has left the queue.
 * @param form `long` or `short` ids: Postfix's with and without enable_long_queue_ids, Exim's since and before 4.97.
 */
export function makeNames({ kind, form, below }) {
	const pool = (make) => Array.from({ length: poolSize }, make);
	const [firsts, words] = [people.split(' '), things.split(' ')];
	const any = (list) => list[below(list.length)];
	const persons = pool(() => `${any(firsts)}.${any(words)}${below(100)}`);
	const names = pool((_, at) => `${any(words)}-${any(words)}${at}`);
	// 198.18.0.0/15 is set aside for benchmarks (RFC 2544 appendix C.2.2): the networks for documentation have too few addresses.
	const addresses = pool(() => `198.${18 + below(2)}.${below(256)}.${1 + below(254)}`);
	const addresses6 = pool(
		() => `2001:db8:${below(0xffff).toString(16)}::${(1 + below(0xfffe)).toString(16)}`,
	);
	const ids = {
		postfix: form === 'long' ? longPostfixIds(below) : shortPostfixIds(below),
		exim: eximIds(form, below),
	}[kind];
	let serial = 0;
	return {
		giveBack: ids.giveBack,
		make: {
			id: (_, moment, pid) => ids.make(moment, pid),
			acceptedAs: () => digits(below(2 ** 32), hexadecimals, 16, 8),
			unique: () => `${(++serial).toString(36)}.${below(2 ** 32).toString(36)}`,
			person: () => any(persons),
			size: () => String(300 + below(200_000)),
			address: () => any(addresses),
			address6: () => any(addresses6),
			port: () => String(32_768 + below(28_232)),
			domain: (text) => `${any(names)}.${text}`,
		},
	};
}

/** `4jYN7n3GXkzWj`: seconds, microseconds, `z`, the inode, which is one that a former mail had. */
function longPostfixIds(below) {
	const inodes = recycled(below, (number) => number + firstInode);
	const inodeOf = new Map();
	return {
		make(moment) {
			const inode = inodes.take();
			const seconds = digits(Math.floor(moment), consonants, 52, 6);
			const id = `${seconds}${digits(below(1_000_000), consonants, 52, 4)}z${digits(inode, consonants, 51, 4)}`;
			inodeOf.set(id, inode);
			return id;
		},
		giveBack(id) {
			inodes.give(inodeOf.get(id));
			inodeOf.delete(id);
		},
	};
}

/** `5A3F81C2B`: microseconds and the inode. Whole ids are used again far more often than by a real queue, as a test of the joining. */
function shortPostfixIds(below) {
	const inodes = recycled(below, (number) => number + firstInode);
	const free = [];
	return {
		make: () =>
			free.length > freeFiles && below(100) < idsUsedAgain * 100
				? free.splice(below(free.length), 1)[0]
				: digits(below(1_000_000), hexadecimals, 16, 5) + inodes.take().toString(16).toUpperCase(),
		giveBack(id) {
			if (free.length < 10 * freeFiles) {
				free.push(id);
			} else {
				inodes.give(Number.parseInt(id.slice(5), 16));
			}
		},
	};
}

/** Things that are counted up, and used again when enough of them are free. */
function recycled(below, make) {
	const free = [];
	let count = 0;
	return {
		take: () => (free.length > freeFiles ? free.splice(below(free.length), 1)[0] : make(count++)),
		give: (thing) => free.push(thing),
	};
}

/** `1xVdsB-00009f-2x`, or since 4.97 `1xVdsB-000000009f1-2x0K`: seconds, process, fraction of the second. */
function eximIds(form, below) {
	const [width, fraction, limit] = form === 'long' ? [11, 4, 500_000] : [6, 2, 2_000];
	const write = (number, count) => digits(number, alphanumerics, 62, count);
	return {
		make: (moment, pid) =>
			`${write(Math.floor(moment), 6)}-${write(pid, width)}-${write(below(limit), fraction)}`,
		giveBack() {},
	};
}

function digits(number, alphabet, base, width) {
	let text = '';
	for (let rest = number, left = width; left > 0; left--, rest = Math.floor(rest / base)) {
		text = alphabet[rest % base] + text;
	}
	return text;
}

/**
 * The processes of a server: `take(program)` gives one that is free, as `{ pid, program, uses }`, and `free(process)` gives it back.
 * The queue manager is one process; so is what `isSingle` says. Exim has a new process for every connection.
 */
export function makeProcesses({ kind, isSingle, below }) {
	const idle = new Map();
	const singles = new Map();
	let last = firstProcess;
	function fork(program) {
		last += 1 + below(20);
		if (last >= lastProcess) {
			last = firstProcess;
		}
		return { pid: last, program, uses: 0 };
	}
	return {
		take(program) {
			if (isSingle(program)) {
				const single = singles.get(program) ?? fork(program);
				singles.set(program, single);
				return single;
			}
			return idle.get(program)?.pop() ?? fork(program);
		},
		free(process) {
			if (kind === 'postfix' && !isSingle(process.program) && ++process.uses < clientsPerProcess) {
				const list = idle.get(process.program) ?? [];
				list.push(process);
				idle.set(process.program, list);
			}
		},
	};
}
