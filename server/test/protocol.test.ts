import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeLens, Diagnostic, Hover, InlayHint } from 'vscode-languageserver-protocol/node';
import {
	compareRequest,
	explainRequest,
	failuresRequest,
	messageLifeRequest,
	neighbourRequest,
	replyAtRequest,
	replyCodesRequest,
	sessionDetailRequest,
	sessionLinesRequest,
	sessionRequest,
	sessionsRequest,
	timelineRequest,
	type ReplyChoice,
	type Neighbour,
	type FailuresResult,
	type MessageLife,
	type Page,
	type SessionDetail,
	type SessionsResult,
	type SessionText,
	type TimelineResult,
} from '../src/protocol';
import { connect, open } from './connect';

const uri = 'file:///logs/mail.log';

const refused = [
	'Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from unknown[203.0.113.77]',
	'Nov 23 10:30:01 mx1 postfix/smtpd[2214]: NOQUEUE: reject: RCPT from unknown[203.0.113.77]: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table; from=<s@example.org> to=<nobody@example.com> proto=ESMTP helo=<x>',
	'Nov 23 10:30:02 mx1 postfix/smtpd[2214]: disconnect from unknown[203.0.113.77] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	'',
].join('\n');

const inRefusal = { line: 1, character: refused.split('\n')[1]?.indexOf('550') ?? 0 };

function rules(diagnostics: readonly Diagnostic[]): unknown[] {
	return diagnostics.map(({ code }) => code);
}

test('the server says what it can do, and explains a code where it stands', async (context) => {
	const { client, capabilities, close } = await connect();
	context.after(close);
	assert.equal(capabilities['hoverProvider'], true);
	assert.deepEqual(capabilities['textDocumentSync'], { openClose: true, change: 2 });
	assert.equal(capabilities['diagnosticProvider'], undefined);
	await open(client, refused);
	const hover = await client.sendRequest<Hover>('textDocument/hover', {
		textDocument: { uri },
		position: inRefusal,
	});
	assert.match(JSON.stringify(hover.contents), /550.*nobody@example\.com/);
	assert.deepEqual(hover.range, {
		start: inRefusal,
		end: { line: 1, character: inRefusal.character + 3 },
	});
});

test('a client that does not ask gets findings with the version they belong to, and none after closing', async (context) => {
	const { client, nextPublished, close } = await connect();
	context.after(close);
	await open(client, refused, 7);
	const first = await nextPublished();
	assert.deepEqual([first.uri, first.version, rules(first.diagnostics)], [uri, 7, ['reply.rejected']]);
	await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
	assert.deepEqual(await nextPublished(), { uri, diagnostics: [] });
});

test('edits change the findings, and several in a row are looked at once', async (context) => {
	const { client, nextPublished, published, close } = await connect();
	context.after(close);
	// All at once, as a busy machine might take longer between them than the server waits for more.
	await Promise.all([
		open(client, ''),
		client.sendNotification('textDocument/didChange', {
			textDocument: { uri, version: 2 },
			contentChanges: [{ range: rangeAt(0, 0, 0, 0), text: refused.split('\n')[0] }],
		}),
		client.sendNotification('textDocument/didChange', {
			textDocument: { uri, version: 3 },
			contentChanges: [
				{ range: rangeAt(0, 75, 0, 75), text: `\n${refused.split('\n').slice(1).join('\n')}` },
			],
		}),
	]);
	const grown = await nextPublished();
	assert.deepEqual([grown.version, rules(grown.diagnostics), published.length], [3, ['reply.rejected'], 1]);
	const [diagnostic] = grown.diagnostics;
	assert.deepEqual(diagnostic?.range.start, inRefusal);
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri, version: 4 },
		contentChanges: [{ range: rangeAt(1, 0, 2, 0), text: '' }],
	});
	assert.deepEqual(rules((await nextPublished()).diagnostics), []);
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri, version: 5 },
		contentChanges: [{ text: refused }],
	});
	assert.deepEqual(rules((await nextPublished()).diagnostics), ['reply.rejected']);
});

test('a client that asks for findings gets them, and is told when they have not changed', async (context) => {
	const { client, capabilities, published, close } = await connect({ diagnostic: {} });
	context.after(close);
	assert.notEqual(capabilities['diagnosticProvider'], undefined);
	await open(client, refused);
	const ask = (previousResultId?: string) =>
		client.sendRequest<{ kind: string; resultId: string; items?: Diagnostic[] }>('textDocument/diagnostic', {
			textDocument: { uri },
			...(previousResultId !== undefined && { previousResultId }),
		});
	const full = await ask();
	assert.deepEqual([full.kind, rules(full.items ?? [])], ['full', ['reply.rejected']]);
	assert.deepEqual(await ask(full.resultId), { kind: 'unchanged', resultId: full.resultId });
	await client.sendNotification('workspace/didChangeConfiguration', {
		settings: { mailLogLens: { checks: { 'reply.rejected': 'off' } } },
	});
	const other = await ask(full.resultId);
	assert.deepEqual([other.kind, other.items], ['full', []]);
	assert.deepEqual(published, []);
});

test('a hover has links to commands for a client that runs them, and does not say again what a finding says', async (context) => {
	const ask = async (initializationOptions: unknown): Promise<string> => {
		const { client, nextPublished, close } = await connect({}, initializationOptions);
		context.after(close);
		await open(client, refused);
		await nextPublished();
		const hover = await client.sendRequest<Hover>('textDocument/hover', {
			textDocument: { uri },
			position: inRefusal,
		});
		return JSON.stringify(hover.contents);
	};
	const withLinks = await ask({ commandLinks: true });
	assert.match(withLinks, /command:mailLogLens\.compareReplyCodes/);
	assert.doesNotMatch(withLinks, /Check the spelling/);
	assert.doesNotMatch(await ask({ commandLinks: 'yes' }), /command:/);
});

test('settings take effect at once', async (context) => {
	const { client, nextPublished, close } = await connect(
		{},
		{ checks: { reply: { rejected: 'hint' } }, timeline: 'full' },
	);
	context.after(close);
	await open(client, refused);
	assert.equal((await nextPublished()).diagnostics[0]?.severity, 4);
	await client.sendNotification('workspace/didChangeConfiguration', {
		settings: { mailLogLens: { checks: { 'reply.rejected': 'error' } } },
	});
	assert.equal((await nextPublished()).diagnostics[0]?.severity, 2);
	await client.sendNotification('workspace/didChangeConfiguration', { settings: 'nonsense' });
	assert.equal((await nextPublished()).diagnostics[0]?.severity, 2);
});

test('the language is the editor’s until the user chooses one, and changes while the server runs', async (context) => {
	const { client, nextPublished, close } = await connect({}, undefined, 'id');
	context.after(close);
	const choose = (language: string) =>
		client.sendNotification('workspace/didChangeConfiguration', { settings: { mailLogLens: { language } } });
	await open(client, refused);
	const said = async () => {
		const [finding] = (await nextPublished()).diagnostics;
		const hover = await client.sendRequest<Hover>('textDocument/hover', {
			textDocument: { uri },
			position: inRefusal,
		});
		const page = await client.sendRequest<Page>(explainRequest, { text: '550' });
		const compared = await client.sendRequest<Page>(compareRequest, { first: '220', second: '235' });
		return [finding?.message, JSON.stringify(hover.contents), page.markdown, compared.markdown].join('\n');
	};
	const indonesian = /ditolak[^]*Mailbox tidak tersedia[^]*## Deskripsi[^]*## Perbedaan Utama/;
	const english = /refused[^]*Mailbox unavailable[^]*## Description[^]*## Key differences/;
	assert.match(await said(), indonesian);
	await choose('en');
	assert.match(await said(), english);
	await choose('id');
	assert.match(await said(), indonesian);
	await choose('auto');
	assert.match(await said(), indonesian);
});

test('lenses and hints are for editors that have them, and are taken away where they are not wanted', async (context) => {
	const { client, capabilities, close } = await connect({ codeLens: {}, inlayHint: {} });
	context.after(close);
	assert.deepEqual(capabilities['codeLensProvider'], { resolveProvider: true });
	assert.equal(capabilities['inlayHintProvider'], true);
	await open(client, refused);
	const textDocument = { uri };
	const ask = async () => {
		const lenses = await client.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
		const resolved = await Promise.all(
			lenses.map((lens) => client.sendRequest<CodeLens>('codeLens/resolve', lens)),
		);
		const hints = await client.sendRequest<InlayHint[]>('textDocument/inlayHint', {
			textDocument,
			range: rangeAt(0, 0, 3, 0),
		});
		return [...resolved.map(({ command }) => command?.title), ...hints.map(({ label }) => label)];
	};
	assert.deepEqual(await ask(), [
		's1 · with failures · (220 · EHLO · MAIL) · ✗ RCPT 550 · (221) — 2 s',
		'(220 · EHLO · MAIL) · ✗ RCPT 550 · (221) — 2 s',
		'+1 s',
		'✗ RCPT 550 5.1.1 · 1 s (GREETING · EHLO · MAIL)',
		'+1 s',
		'DISCONNECT · 1 s (QUIT)',
	]);
	await client.sendNotification('workspace/didChangeConfiguration', {
		settings: { mailLogLens: { codeLens: false, inlayHints: 'times' } },
	});
	assert.deepEqual(await ask(), []);
});

test('each request of ours is answered', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, refused);
	const place = { uri, position: inRefusal };
	const marks = await client.sendRequest<TimelineResult>(timelineRequest, {
		uri,
		firstLine: 0,
		lastLine: 50,
	});
	assert.deepEqual(
		marks.map(({ line, session, state }) => [line, session, state]),
		[
			[0, 's1', 'permanent'],
			[1, 's1', 'permanent'],
			[2, 's1', 'ok'],
		],
	);
	assert.deepEqual(await client.sendRequest<FailuresResult>(failuresRequest, { uri }), [
		{ line: 1, state: 'permanent' },
	]);
	assert.equal(await client.sendRequest(sessionLinesRequest, place), null);
	const session = await client.sendRequest<SessionText>(sessionRequest, place);
	assert.deepEqual(
		[session.id, session.lines.map(({ line }) => line), session.lines[0]?.text],
		['s1', [0, 1, 2], refused.split('\n')[0]],
	);
	const failure = await client.sendRequest<Neighbour>(neighbourRequest, {
		uri,
		position: { line: 2, character: 0 },
		...{ what: 'failure', direction: 'next' },
	});
	assert.deepEqual(failure.range.start, inRefusal);
	const stage = await client.sendRequest<Neighbour>(neighbourRequest, {
		...place,
		...{ what: 'stage', direction: 'previous' },
	});
	assert.deepEqual([stage.range.start.line, stage.range.start.character], [0, 0]);
	const next = await client.sendRequest<Neighbour>(neighbourRequest, {
		...place,
		...{ what: 'session', direction: 'next' },
	});
	assert.match(next.message, /^Session s1 /);
	assert.deepEqual(await client.sendRequest(replyAtRequest, place), { code: '550' });
	const codes = await client.sendRequest<ReplyChoice[]>(replyCodesRequest);
	assert.deepEqual(
		codes.slice(0, 2).map(({ reply }) => reply),
		['220', '235'],
	);
	const explained = await client.sendRequest<Page>(explainRequest, { text: '235' });
	assert.match(explained.title, /^235 /);
	const compared = await client.sendRequest<Page>(compareRequest, { first: '220', second: '235' });
	assert.match(compared.markdown, /220[^]*235/);
	for (const method of ['textDocument/documentSymbol', 'textDocument/foldingRange']) {
		const found = await client.sendRequest<unknown[]>(method, { textDocument: { uri } });
		assert.equal(found.length, 1, method);
	}
});

test('what is not open is answered with nothing', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	const place = { uri: 'file:///gone', position: { line: 3, character: 9 } };
	assert.deepEqual(
		await client.sendRequest(timelineRequest, { uri: place.uri, firstLine: 0, lastLine: 9 }),
		[],
	);
	for (const request of [sessionRequest, replyAtRequest]) {
		assert.equal(await client.sendRequest(request, place), null, request);
	}
	for (const what of ['session', 'failure', 'stage']) {
		const params = { ...place, what, direction: 'next' };
		assert.equal(await client.sendRequest(neighbourRequest, params), null, what);
	}
	const hover = { textDocument: { uri: place.uri }, position: place.position };
	assert.equal(await client.sendRequest('textDocument/hover', hover), null);
});

test('garbage is no reason to die', async (context) => {
	const { client, nextPublished, close } = await connect();
	context.after(close);
	await open(client, `\0\uFFFD\uD800 ${'\t'.repeat(9999)}\r\r\n250-\n\n${'550 '.repeat(9999)}\u2028x`);
	assert.ok(Array.isArray((await nextPublished()).diagnostics));
	for (const position of [
		{ line: 0, character: 1 },
		{ line: 3, character: 4000 },
		{ line: 99_999, character: 99_999 },
	]) {
		await client.sendRequest('textDocument/hover', { textDocument: { uri }, position });
		await client.sendRequest(sessionRequest, { uri, position });
		await client.sendRequest(replyAtRequest, { uri, position });
		for (const what of ['session', 'failure', 'stage']) {
			await client.sendRequest(neighbourRequest, { uri, position, what, direction: 'previous' });
		}
	}
	await client.sendRequest(timelineRequest, { uri, firstLine: -5, lastLine: 1e9 });
	await assert.rejects(client.sendRequest('mailLogLens/noSuchRequest', {}));
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri: 'file:///never-opened', version: 2 },
		contentChanges: [{ text: 'x' }],
	});
	const titles = await client.sendRequest<unknown[]>(replyCodesRequest);
	assert.ok(titles.length > 100);
});

function rangeAt(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
	return {
		start: { line: startLine, character: startCharacter },
		end: { line: endLine, character: endCharacter },
	};
}

test('sessions are listed piece by piece, with the version they are of; those of a log that is not open are not', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, refused + refused.replaceAll('2214', '2215'), 7);
	const ask = (from: number, count: number, of = uri) =>
		client.sendRequest<SessionsResult | null>(sessionsRequest, { uri: of, from, count });
	const first = await ask(0, 1);
	assert.deepEqual([first?.version, first?.total, first?.rows.map(({ id }) => id)], [7, 2, ['s1']]);
	assert.deepEqual(
		(await ask(1, 1))?.rows.map(({ id }) => id),
		['s2'],
	);
	assert.equal(await ask(0, 1, 'file:///logs/other.log'), null);
});

test('what is hushed in an editor without our commands stays so when its settings change', async (context) => {
	const { client, nextPublished, close } = await connect();
	context.after(close);
	await open(client, refused);
	assert.deepEqual(rules((await nextPublished()).diagnostics), ['reply.rejected']);
	const hushed = nextPublished();
	await client.sendRequest('workspace/executeCommand', {
		command: 'mailLogLens.hushRule',
		arguments: ['reply.rejected', '203.0.113.77'],
	});
	assert.deepEqual(rules((await hushed).diagnostics), []);
	const configured = nextPublished();
	await client.sendNotification('workspace/didChangeConfiguration', {
		settings: { mailLogLens: { checks: { 'tls.weak': 'off' } } },
	});
	assert.deepEqual(rules((await configured).diagnostics), []);
});

test('one session and one mail in full, of logs that are open', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, refused);
	const detail = await client.sendRequest<SessionDetail | null>(sessionDetailRequest, {
		uri,
		session: { line: 1 },
	});
	assert.deepEqual([detail?.id, detail?.state], ['s1', 'permanent']);
	const life = (message: number) =>
		client.sendRequest<MessageLife | null>(messageLifeRequest, { uri, message });
	assert.equal(await life(0), null);
});
