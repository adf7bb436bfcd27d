import type { Layout } from '../layout';

// Marks that many programs use.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

export const longArrows: Layout = {
	name: 'arrows',
	first: '-=<',
	// <- 220 mx.example.net ESMTP
	// ^^^
	mark: /^(?:(?<client>-{3,8}>)|(?<server><-{3,8})|(?<out>[-=]>)|(?<in><[-=]))(?: (?! )|$)/,
	weak: true,
	samples: [
		'<--- 220 mx.example.net ESMTP',
		'---> helo client.example.org',
		'<- 220 mx.example.net ESMTP',
		'=> EHLO client.example.org',
	],
};

export const doubleArrows: Layout = {
	name: 'double-arrows',
	first: '<>',
	mark: /^(?:(?<client>>>)|(?<server><<)) /,
	weak: true,
	samples: ['>> EHLO client.example.org', '<< 220 mx.example.net ESMTP'],
};

export const clientServer: Layout = {
	name: 'client-server',
	first: ' \tCS',
	// S: 220 mx.example.net ESMTP
	// ^^
	mark: /^\s{0,8}(?:(?<client>C|Client|CLIENT)|(?<server>S|Server|SERVER)):(?: |$)/,
	weak: true,
	tool: /^Connected to smtps?:\/\//,
	opens: /^Connected to smtps?:\/\//,
	samples: [
		'S: 220 mx.example.net ESMTP',
		'C: EHLO client.example.org',
		'Client: QUIT',
		'Connected to smtp://mx.example.net:587/?starttls=when-available',
	],
};

export const sentGot: Layout = {
	name: 'sent-got',
	first: '[<>SGRCsgr',
	// Got: 220 mx.example.net ESMTP
	// ^^^^
	mark: /^(?:\[[^\]]{0,60}\]:? )?(?:<\w{4,40}> )?(?:(?<out>Sent|SENT|sent|Send|SEND|Sending|>>>? ?Sent)|(?<in>Got|got|Recv|RECV|Received|RECEIVED|received)): ?/,
	weak: true,
	tool: /^Connecting to \S+ at \d+$/,
	opens: /^Connecting to \S+ at \d+$/,
	wrapping: 'escaped',
	samples: [
		'Got: 220 mx.example.net ESMTP',
		'Sent: EHLO client.example.org',
		'[05-Jan-2026 10:11:12 +0000]: <a1b2c3d4> Recv: 220 mx.example.net ESMTP',
		'Connecting to mx.example.net at 587',
	],
};
