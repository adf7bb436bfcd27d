import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	allEnhancedCodes,
	allReplyCodes,
	enhancedCode,
	meaningHere,
	phrases,
	replyCode,
	replyPair,
	replyTextFiles,
	replyTextWords,
	source,
	type Source,
} from '../../src/knowledge/knowledge';
import { readReplyText } from '../../src/knowledge/replyText';
import { plainWords, recognise } from '../../src/knowledge/replyTextRules';

const commands = new Set(
	'connect HELO EHLO LHLO STARTTLS AUTH MAIL RCPT DATA end-of-data BDAT BURL RSET VRFY EXPN NOOP HELP ETRN ATRN XCLIENT XFORWARD QUIT any none'.split(
		' ',
	),
);
/** RFC 5321, 3207, 4954, 3030, 1846, 7504, 2645, 1985, 1845, 5248, and what lists and servers have besides. */
const wanted =
	'101 111 200 211 214 220 221 235 240 250 251 252 253 334 354 355 421 422 431 432 441 442 446 447 449 450 451 452 453 454 455 458 459 471 500 501 502 503 504 505 510 511 512 513 515 517 521 522 523 524 525 530 531 533 534 535 538 541 542 543 546 547 550 551 552 553 554 555 556 557 571';

function checkSources(owner: string, sources: readonly Source[]): void {
	assert.ok(sources.length > 0, `${owner} has no source`);
	for (const { title, url } of sources) {
		assert.ok(title.length > 0, owner);
		assert.match(url, /^https:\/\/[\w.-]+\/[\w./#@=?&()-]*$/, owner);
	}
}

function checkWords(owner: string, words: Readonly<Record<string, unknown>>, names: readonly string[]): void {
	for (const name of names) {
		const text = words[name];
		assert.ok(typeof text === 'string' && text.trim() === text && text.length > 0, `${owner} lacks ${name}`);
		// Code spans are the only Markdown in the words, so that they can stand anywhere.
		assert.doesNotMatch(text.replace(/`[^`]*`/g, 'code'), /[`*_[\]<>|#]|  /, `${owner}.${name}`);
	}
}

test('every basic code is there once, in order', () => {
	const codes = allReplyCodes().map((entry) => entry.code);
	assert.deepEqual(codes, [...new Set(codes)].sort());
	assert.deepEqual(
		wanted.split(' ').filter((code) => !codes.includes(code)),
		[],
	);
});

test('basic codes: sources, words, and only known stages, commands and codes', () => {
	const stages = new Set(Object.keys(phrases().stages));
	for (const entry of allReplyCodes()) {
		const { code } = entry;
		assert.match(code, /^[1-5]\d\d$/);
		checkSources(code, entry.sources);
		checkWords(code, { ...entry }, ['title', 'gist', 'useWhen', 'description', 'whenYouSeeIt', 'next']);
		checkWords(code, { ...entry.howToFix }, ['client', 'server']);
		if (/^[23]/.test(code)) {
			checkWords(code, { ...entry }, ['ifItDidNotCome']);
			assert.equal(entry.reason, 'success');
		}
		for (const [stage, meaning] of Object.entries(entry.here ?? {})) {
			assert.ok(stages.has(stage), `${code} here ${stage}`);
			checkWords(`${code} here`, { [stage]: meaning }, [stage]);
		}
		for (const stage of entry.stages) {
			assert.ok(stages.has(stage), `${code} ${stage}`);
		}
		assert.deepEqual(
			entry.afterCommands.filter((command) => !commands.has(command)),
			[],
			code,
		);
		assert.ok(entry.ports.length > 0 && entry.stages.length > 0 && entry.afterCommands.length > 0, code);
		assert.ok(entry.related.length > 0 && !entry.related.includes(code), code);
		assert.deepEqual(
			[...entry.related, ...entry.mayFollow].filter((other) => !replyCode(other)),
			[],
			code,
		);
		assert.deepEqual(
			entry.enhanced.filter((other) => !enhancedCode(other)?.registered),
			[],
			code,
		);
		assert.ok(phrases().standing[entry.standing] && phrases().sentBy[entry.sentBy], code);
		assert.equal(
			entry.permanence,
			{ 1: 'temporary', 2: 'success', 3: 'continue', 4: 'temporary', 5: 'permanent' }[code.charAt(0)],
		);
		if (entry.standing === 'unregistered') {
			assert.match(
				entry.description,
				/No RFC defines|Not an SMTP code|no reply of|written as three digits|Exchange/,
				`${code} must say that no standard has it`,
			);
		}
	}
});

test('every enhanced code has sources and words, and known basic codes', () => {
	const entries = allEnhancedCodes();
	const codes = entries.map((entry) => entry.code);
	assert.equal(codes.length, new Set(codes).size);
	for (const entry of entries) {
		assert.ok(entry.registered);
		checkSources(entry.code, entry.sources);
		checkWords(entry.code, { ...entry }, ['title', 'meaning', 'action', 'classTitle', 'classMeaning']);
	}
	// The registry's details, subject by subject.
	for (const [subject, last] of Object.entries({ 0: 0, 1: 10, 2: 4, 3: 6, 4: 7, 5: 6, 6: 10, 7: 30 })) {
		for (let detail = 0; detail <= last; detail += 1) {
			assert.ok(enhancedCode(`X.${subject}.${detail}`)?.registered, `X.${subject}.${detail}`);
		}
	}
});

test('every rule has words, a source, and samples that it and no rule before it takes', () => {
	const files = replyTextFiles();
	const rules = files.flatMap((file) => file.rules.map((rule) => ({ file, rule })));
	const ids = rules.map(({ rule }) => rule.id);
	assert.deepEqual(ids, [...new Set(ids)]);
	for (const { file, rule } of rules) {
		const { id, says = [], butNot = [], codes, onlyTheirs, reason, atFault, samples } = rule;
		assert.ok(file.kind === 'general' || id.startsWith(`${file.id}-`), `${id} is of ${file.id}`);
		checkSources(id, [source(rule.source)]);
		const words = replyTextWords(id);
		assert.ok(words, id);
		checkWords(id, { ...words }, ['title', 'meaning', 'fix']);
		const halves = (['forNow', 'forGood'] as const).filter((half) => words[half] !== undefined);
		checkWords(id, { ...words }, halves);
		assert.ok(phrases().reasons[reason] && phrases().atFault[atFault], id);
		assert.ok(says.length > 0 || (onlyTheirs && codes), `${id} says nothing`);
		assert.ok(samples.length > 0, `${id} has no sample`);
		for (const sample of samples) {
			const found = recognise(readReplyText(sample));
			assert.equal(found.rule?.id, id, sample);
			assert.equal(found.file, file);
			assert.doesNotMatch(sample, realAddress, `${id} names somebody`);
		}
		checkPhrases(id, [...says, ...butNot]);
	}
});

test('who speaks: hosts and signs are of one file each', () => {
	const files = replyTextFiles();
	const ids = files.map(({ id }) => id);
	assert.deepEqual(ids, [...new Set(ids)]);
	for (const { id, name, hosts, signs } of files) {
		assert.ok(name.length > 0, id);
		checkPhrases(id, signs);
		for (const host of hosts) {
			assert.match(host, /^[a-z\d-]+(?:\.[a-z\d-]+)+$/, id);
			assert.equal(recognise({ words: '', host: `mx1.${host}.` }).speaker?.id, id, host);
		}
		for (const sign of signs) {
			assert.equal(recognise({ words: `so ${sign} it is` }).speaker?.id, id, sign);
		}
	}
});

//   192.0.2.1 198.51.100.1 203.0.113.1 127.0.0.2 are for documentation and tests
const realAddress =
	/\b(?!192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|127\.0\.0\.|0\.0\.0\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b|@(?![\w.-]*\bexample\b)[a-z][\w-]*\.[\w.-]*[a-z]/i;

function checkPhrases(owner: string, said: readonly string[]): void {
	assert.equal(said.length, new Set(said).size, `${owner} says something twice`);
	for (const phrase of said) {
		const parts = phrase.split(' * ');
		assert.equal(
			(phrase.startsWith('^') ? '^' : '') + parts.map((part) => plainWords(part).trim()).join(' * '),
			phrase,
			`${owner}: as plain words`,
		);
	}
}

test('hand-written pairs name two known codes, each pair once', () => {
	const pairs = ['220 235', '220 250', '421 451', '450 550', '530 535', '535 538', '550 554'];
	for (const pair of pairs) {
		const [a = '', b = ''] = pair.split(' ');
		const found = replyPair(a, b);
		assert.ok(found && replyPair(b, a) === found, pair);
		assert.ok(found.inShort.includes(a) && found.inShort.includes(b), pair);
	}
	assert.equal(replyPair('220', '220'), undefined);
});

test('what is not known is undefined', () => {
	for (const code of ['', '22', '999', '2200', ' 220', '__proto__', 'constructor', '5.1.1']) {
		assert.equal(replyCode(code), undefined, code);
		assert.equal(meaningHere(code, 'rcpt'), undefined, code);
	}
	for (const code of ['', '550', '3.1.1', '5.8.1', '5.1', '5.1.1.1', '5.1.1234', '05.1.1']) {
		assert.equal(enhancedCode(code), undefined, code);
	}
});

test('an enhanced code is looked up by class, then for all classes, then by its subject', () => {
	const rows: readonly (readonly [code: string, title: RegExp, registered: boolean, reason: string])[] = [
		['5.1.1', /No such mailbox/, true, 'recipient'],
		['4.7.1', /not authorised/, true, 'policy'],
		['2.7.0', /security/, true, 'success'],
		['5.7.515', /Security and policy/, false, 'policy'],
		['X.2.2', /Mailbox full/, true, 'quota'],
	];
	for (const [code, title, registered, reason] of rows) {
		const entry = enhancedCode(code);
		assert.match(entry?.title ?? '', title);
		assert.deepEqual([entry?.code, entry?.registered, entry?.reason], [code, registered, reason]);
	}
});

test('a code that the registry lacks is known by who uses it', () => {
	const rows: readonly (readonly [code: string, who: readonly string[] | undefined])[] = [
		['5.7.515', ['Microsoft']],
		['4.7.650', ['Microsoft']],
		['5.7.57', ['Microsoft']],
		['5.4.316', ['Microsoft']],
		['4.7.31', ['Google']],
		['5.7.40', ['Google']],
		['5.7.41', undefined],
		['5.7.26', undefined],
		['5.1.1', undefined],
	];
	for (const [code, who] of rows) {
		assert.deepEqual(enhancedCode(code)?.providerDefined, who, code);
	}
	assert.ok(enhancedCode('5.7.515')?.sources.some(({ title }) => title.startsWith('Microsoft')));
});

test('a code means different things at different stages', () => {
	const rows: readonly (readonly [
		code: string,
		stage: Parameters<typeof meaningHere>[1],
		meaning: RegExp,
	])[] = [
		['220', 'greeting', /EHLO/],
		['220', 'starttls', /TLS handshake/],
		['250', 'hello', /extensions/],
		['250', 'mail', /sender/],
		['250', 'rcpt', /recipient/i],
		['250', 'content', /taken charge/],
		['334', 'auth', /next part/],
		['354', 'data', /final dot/],
		['421', 'greeting', /In place of the 220/],
		['421', 'content', /tried again/],
		['550', 'mail', /sender/],
		['550', 'content', /whole message/],
		['554', 'greeting', /this client at all/],
	];
	for (const [code, stage, meaning] of rows) {
		assert.match(meaningHere(code, stage) ?? '', meaning, `${code} ${stage}`);
	}
});

test('a language that is not there is answered in English', () => {
	assert.deepEqual(replyCode('220', 'tlh'), replyCode('220'));
	assert.deepEqual(replyCode('220', 'en-GB'), replyCode('220'));
	assert.equal(enhancedCode('5.1.1', 'tlh')?.title, enhancedCode('5.1.1')?.title);
	assert.equal(phrases('tlh').headings['description'], 'Description');
});

test('220 and 235 say what the reference page says', () => {
	const ready = replyCode('220');
	const login = replyCode('235');
	assert.match(ready?.whenYouSeeIt ?? '', /25.*587.*465/);
	assert.match(ready?.whenYouSeeIt ?? '', /STARTTLS/);
	assert.match(ready?.ifItDidNotCome ?? '', /running[\s\S]*port[\s\S]*firewall/);
	assert.match(login?.description ?? '', /PLAIN, LOGIN/);
	assert.match(login?.next ?? '', /MAIL FROM/);
	assert.match(login?.ifItDidNotCome ?? '', /user name, password[\s\S]*mechanism/);
});
