import type { Stage } from '../core/model';
import type { MarkShape } from '../protocol';

/** The shape of a stage's mark: stages that people think of as one thing have the same. */
export const shapeOf: Readonly<Record<Stage, MarkShape>> = {
	connect: 'talk',
	greeting: 'talk',
	hello: 'talk',
	starttls: 'lock',
	tls: 'lock',
	auth: 'key',
	mail: 'envelope',
	rcpt: 'envelope',
	data: 'content',
	content: 'content',
	quit: 'end',
	disconnect: 'end',
	reset: 'command',
	verify: 'command',
	noop: 'command',
	help: 'command',
	etrn: 'command',
	xclient: 'command',
	other: 'command',
};
