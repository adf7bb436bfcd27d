import { sessionPicture } from '../../../../../server/src/pictures/sessionPicture';
import { isFailing } from '../../../../../server/src/pictures/signs';
import { momentWords } from '../../../../../server/src/pictures/timeScale';
import type { DetailStep, MessageLink, SessionDetail } from '../../../../../server/src/protocol';
import { button, element } from '../../element';
import { fillList } from '../../longList';
import { PictureTree } from '../../picture/pictureTree';
import { textTable, type TextRow } from '../../picture/textTable';
import { fill } from '../../words';
import { readSessionDetail } from '../readDetail';
import type { DetailHost, DetailView } from '../views';

/** One session as a sequence diagram, and as a table. */
export const sessionView: DetailView = {
	id: 'session',
	label: (words) => words.tabSession,
	show(container, data, host) {
		const detail = readSessionDetail(data);
		if (!detail) {
			container.append(element('p', { class: 'hint' }, host.words.nothingToShow));
			return;
		}
		const { words } = host;
		const tree = new PictureTree({
			label: fill(words.diagramOf, detail.id),
			prefix: 'step',
			draw: (size) => sessionPicture(detail, size),
			reveal: (line) => host.reveal(line),
		});
		const table = textTable(
			host,
			{ heads: [words.time, words.client, words.server], rows: () => detail.steps.map(rowOf) },
			(line) => host.reveal(line),
		);
		container.append(barOf(detail, host), tree.element, table);
		host.onCursor((line) => tree.point(line));
	},
};

/** What is to be known beside the steps, the session's mails, and the way out of here. */
function barOf({ facts, messages, steps }: SessionDetail, host: DetailHost): HTMLElement {
	const { words } = host;
	const chips = element(
		'ul',
		{ class: 'chips' },
		...facts.map((fact) => element('li', { class: 'chip' }, fact)),
	);
	const list = element('ul', { class: 'chips', 'aria-label': words.mailsOfSession });
	fillList(list, {
		...host,
		count: messages.length,
		first: firstMails,
		make(at) {
			const mail = messages[at];
			return element('li', {}, ...(mail ? [mailButton(mail, host)] : []));
		},
	});
	list.hidden = messages.length === 0;
	return element(
		'div',
		{ class: 'view-bar' },
		element('div', {}, chips, list),
		button(words.exportDiagram, () => host.exportDiagram(steps[0]?.line ?? 0), { class: 'quiet-button' }),
	);
}

/** So many mails of a session are there at once. */
const firstMails = 12;

function mailButton({ queueId, end, state, line }: MessageLink, host: DetailHost): HTMLElement {
	return button(`${isFailing(state) ? '✗ ' : ''}${queueId} · ${end}`, () => host.showMail(line), {
		class: `chip chip-button ${state}`,
		'aria-label': fill(host.words.lifeOf, queueId, end),
	});
}

/**
 * `4 s | RCPT TO:<bob@example.net> | ✗ 550 5.1.1 User unknown. No such mailbox. …`; what no line shows is said to be so.
 */
function rowOf({ at, words, label, evidenceWords, reply, line, state, failure }: DetailStep): TextRow {
	const time = reply?.at ?? at;
	const sign = isFailing(state) ? '✗ ' : '';
	const codes = [reply?.code, reply?.enhanced, reply?.text].filter(Boolean).join(' ');
	const said = words.toUpperCase().startsWith(label) ? words : `${label}: ${words}`;
	const why = failure ? [failure.title, failure.fix].filter(Boolean).join('. ') : '';
	return {
		cells: [
			time === undefined ? '' : momentWords(time),
			evidenceWords === undefined ? `${reply ? '' : sign}${said}` : `${sign}(${said}: ${evidenceWords})`,
			[reply ? `${sign}${codes}` : '', why].filter(Boolean).join('. '),
		],
		line: reply?.line ?? line,
		isFailing: isFailing(state),
	};
}
