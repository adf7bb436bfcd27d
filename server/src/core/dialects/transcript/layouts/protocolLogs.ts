import type { Layout } from '../layout';

// Protocol logs: a line per line of the dialogue, many connections mixed, each line naming its own.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

export const haraka: Layout = {
	name: 'haraka',
	first: '[0123456789',
	// [PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] S: 220 mx.example.net
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^(?:\d\S{1,40} )?\[PROTOCOL\] \[(?<connection>[0-9A-F-]{36}[.\d]*)\] \[[\w.\/-]{1,60}\] (?:(?<client>C:)|(?<server>S:))(?: |$)/,
	tool: /^(?:\d\S{1,40} )?\[[A-Z]{4,8}\] \[[0-9A-F-]{36}[.\d]*\] \[/,
	wrapping: 'escaped',
	samples: [
		'[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] S: 220 mx.example.net\\r\\n',
		'[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [core] C: EHLO client.example.org',
		'[DEBUG] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] Trying TLS for domain: example.net',
	],
};
