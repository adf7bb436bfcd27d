// The whole grammar: which rules are tried, and in which order.
import { hostOrAddress, inlineRules } from './common.mjs';
import { envelopeRules, pairRules } from './envelopes.mjs';
import { eximInlineRules, eximLines, eximTexts } from './exim.mjs';
import { include, lineOf, lineStart, scopeName } from './pattern.mjs';
import { postfixRules } from './postfix.mjs';
import { harakaRules, protocolRules } from './protocolLogs.mjs';
import { syslogRules } from './syslog.mjs';
import { shellRules, tracedRules, transcriptRules } from './transcript.mjs';

const { behindSyslog, behindModernSyslog, ...otherEximLines } = eximLines;
const repository = {};

/** Puts `rules` into the repository as `prefix-name`, and gives the references to them. */
function register(prefix, rules) {
	return Object.entries(rules).map(([name, rule]) => {
		repository[`${prefix}-${name}`] = rule;
		return `#${prefix}-${name}`;
	});
}

const inline = register('inline', inlineRules);
const eximInline = register('exim-inline', eximInlineRules);

repository['inline'] = { patterns: include(...inline) };
repository['text'] = {
	patterns: include(...register('text', { ...tracedRules(hostOrAddress), ...postfixRules })),
};
repository['exim-inline'] = { patterns: include(...eximInline, '#inline') };
repository['exim-text'] = { patterns: include(...register('exim-text', eximTexts)) };
repository['pair'] = { patterns: include(...register('pair', pairRules)) };
register('shell', shellRules);

/** Nothing known stands at the start of this line; what can be told from its own form is still coloured. */
const other = lineOf('meta.line.other', [lineStart, /(?=.)/], ['#inline']);

/**
 * A line belongs to the first rule that takes its start, and the last one takes any line:
 * so no rule is ever searched for in the middle of a line, which keeps the grammar fast.
 */
export const grammar = {
	comment: 'Made by syntaxes/generate.mjs out of syntaxes/source: change it there.',
	name: 'Mail Log',
	scopeName: scopeName('text'),
	patterns: include(
		...register('exim', { behindSyslog, behindModernSyslog }),
		...register('log', harakaRules),
		...register('syslog', syslogRules),
		...register('exim', otherEximLines),
		...register('envelope', envelopeRules),
		...register('transcript', transcriptRules),
		...register('log', { ...protocolRules, other }),
	),
	repository,
};
