import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueOf } from '../../src/core/event';
import { MailLog } from '../../src/core/mailLog';
import { entriesBehindSyslog, entriesInFiles } from './eximEntryLog';

const inFile = MailLog.of(entriesInFiles.join('\n'));
const behindSyslog = MailLog.of(entriesBehindSyslog.join('\n'));

test('the header lines of a refused message belong to its entry in the reject log', () => {
	for (let line = 1; line <= 10; line++) {
		const event = inFile.event(line);
		assert.deepEqual([event.format, event.kind], ['exim', 'info'], inFile.text(line));
		assert.equal(inFile.sessionIndexAt(line), inFile.sessionIndexAt(0), inFile.text(line));
		assert.equal(inFile.messageIndexAt(line), inFile.messageIndexAt(0), inFile.text(line));
	}
	assert.deepEqual(inFile.sessionAt(0)?.peer, {
		name: 'mx.example.org',
		address: '203.0.113.40',
		port: 4411,
	});
	assert.deepEqual(inFile.messageAt(5)?.lines, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('they tell the envelope and the message id', () => {
	assert.equal(valueOf(inFile.event(1), 'from'), 'a@example.org');
	assert.equal(valueOf(inFile.event(2), 'recipient'), 'b@example.com');
	assert.equal(valueOf(inFile.event(7), 'messageId'), 'a.1@example.org');
	assert.equal(inFile.messageAt(0)?.messageId, '<a.1@example.org>');
});

test('a refusal without a message is a line alone', () => {
	assert.equal(inFile.event(11).kind, 'reject');
	assert.equal(inFile.messageIndexAt(11), undefined);
});

test('the second line of a configuration error is part of it; what stands behind anything else is not', () => {
	assert.deepEqual(
		[12, 13, 14, 15].map((line) => inFile.event(line).kind),
		['warning', 'info', 'foreign', 'foreign'],
	);
	assert.equal(inFile.foreign, 2);
	assert.equal(inFile.unrecognized, 0);
});

test('the pieces of an entry that syslog has cut belong together, whatever stands between them', () => {
	const kinds = entriesBehindSyslog.map((_, line) => behindSyslog.event(line).kind);
	assert.deepEqual(kinds, ['reject', 'info', 'arrival', 'info', 'info', 'info', 'info', 'delivery']);
	assert.deepEqual(behindSyslog.messageAt(0)?.lines, [0, 1, 3, 5]);
	assert.deepEqual(behindSyslog.messageAt(2)?.lines, [2, 4]);
	assert.equal(behindSyslog.messageIndexAt(6), undefined);
	assert.equal(valueOf(behindSyslog.event(5), 'messageId'), 'a.2@example.org');
});

test('without a time of its own a message behind syslog may begin with the process', () => {
	assert.equal(behindSyslog.event(7).pid, 513);
	assert.equal(valueOf(behindSyslog.event(7), 'queueId'), '1xVX0Y-00008H-0N');
});
