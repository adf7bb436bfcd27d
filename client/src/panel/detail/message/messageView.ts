import { lifePicture } from '../../../../../server/src/pictures/lifePicture';
import { isFailing } from '../../../../../server/src/pictures/signs';
import { momentWords } from '../../../../../server/src/pictures/timeScale';
import type { LifeHop, LifeItem, LifeMail, MessageLife } from '../../../../../server/src/protocol';
import { button, element } from '../../element';
import { fillList } from '../../longList';
import { PictureTree } from '../../picture/pictureTree';
import { textTable, type TextRow } from '../../picture/textTable';
import { fill } from '../../words';
import { readMessageLives } from '../readDetail';
import type { DetailHost, DetailView } from '../views';

/** The lives of a session's mails, one at a time. */
export const messageView: DetailView = {
	id: 'message',
	label: (words) => words.tabMessage,
	show(container, data, host) {
		const lives = readMessageLives(data) ?? [];
		const [first] = lives;
		if (!first) {
			container.append(element('p', { class: 'hint' }, host.words.noMail));
			return;
		}
		const place = element('div', { class: 'life' });
		let shown: Shown | undefined;
		const choice = element('div', {
			class: 'choice',
			role: 'group',
			'aria-label': host.words.mailsOfSession,
		});
		const show = (life: MessageLife) => {
			shown = showLife(place, life, host);
			for (const [at, each] of [...choice.children].entries()) {
				each.setAttribute('aria-pressed', String(lives[at] === life));
			}
		};
		choice.append(
			...lives.map((life) => button(life.title, () => show(life), { class: 'chip chip-button' })),
		);
		choice.hidden = lives.length < 2;
		container.append(choice, place);
		show(first);
		host.onCursor((line) => {
			const life =
				shown && hasLine(shown.life, line) ? shown.life : lives.find((each) => hasLine(each, line));
			if (life && life !== shown?.life) {
				show(life);
			}
			shown?.tree.point(line);
		});
	},
};

interface Shown {
	readonly life: MessageLife;
	readonly tree: PictureTree;
}

function hasLine({ hops }: MessageLife, line: number): boolean {
	return hops.some(({ items }) => items.some((item) => item.line === line));
}

function showLife(place: HTMLElement, life: MessageLife, host: DetailHost): Shown {
	const { words } = host;
	const tree = new PictureTree({
		label: fill(words.lifePicture, life.title),
		prefix: 'life',
		draw: (size) => lifePicture(life, size),
		reveal: (line) => host.reveal(line),
	});
	const told = [...life.facts, ...(life.cut === undefined ? [] : [life.cut])];
	const asked = life.mails.find(({ isAsked }) => isAsked);
	place.replaceChildren(
		element('h3', {}, life.title),
		element(
			'div',
			{ class: 'view-bar' },
			element('ul', { class: 'chips' }, ...told.map((fact) => element('li', { class: 'chip' }, fact))),
			...(asked
				? [
						button(words.exportDiagram, () => host.exportLife(asked.message), {
							class: 'quiet-button',
							'aria-label': `${words.exportDiagram} ${life.title}`,
						}),
					]
				: []),
		),
		mailList(life, host),
		sessionLinks(life, host),
		tree.element,
		textTable(
			host,
			{
				heads: [words.time, words.daemon, words.what],
				rows: () => life.hops.flatMap((hop) => hop.items.map((item) => rowOf(hop, item))),
			},
			(line) => host.reveal(line),
		),
	);
	return { life, tree };
}

/** So many of a life's mails, and of its sessions, are there at once. */
const first = { mails: 6, sessions: 12 };

/** Each queue id with what became of each recipient. */
function mailList({ mails }: MessageLife, host: DetailHost): HTMLElement {
	const list = element('ul', { class: 'mails' });
	// The one that was asked for is seen, wherever it came.
	const sorted = [...mails].sort((one, other) => Number(other.isAsked) - Number(one.isAsked));
	const shown = mails.length > first.mails ? sorted : mails;
	fillList(list, {
		...host,
		count: shown.length,
		first: first.mails,
		make(at) {
			const mail = shown[at];
			return element('li', mail?.isAsked ? { class: 'asked' } : {}, ...(mail ? mailWords(mail, host) : []));
		},
	});
	return list;
}

/** More recipients than these are told in one sentence, which opens. */
const mostRecipients = 8;

function mailWords({ queueId, end, state, line, recipients }: LifeMail, host: DetailHost): HTMLElement[] {
	return [
		button(queueId, () => host.reveal(line), {
			class: 'line-link',
			'aria-label': `${queueId}: ${fill(host.words.goToLine, String(line + 1))}`,
		}),
		element('span', { class: `fate ${state}` }, `${isFailing(state) ? '✗ ' : ''}${end}`),
		...(recipients.length > mostRecipients
			? [foldedRecipients(recipients, host)]
			: recipients.map((recipient) => recipientWords(recipient))),
	];
}

type Recipient = LifeMail['recipients'][number];

function recipientWords({ address, outcome, state }: Recipient): HTMLElement {
	return element('span', { class: `fate ${state}` }, `${isFailing(state) ? '✗ ' : ''}${address}: ${outcome}`);
}

/** `to 4,120 recipients: 4,118 sent, 2 bounced`, and when it is opened each of them, those that failed first. */
function foldedRecipients(recipients: readonly Recipient[], host: DetailHost): HTMLElement {
	const { words, locale } = host;
	const numbers = new Intl.NumberFormat(locale);
	const counts = new Map<string, number>();
	recipients.forEach(({ outcome }) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
	const fates = Array.from(counts, ([outcome, count]) => `${numbers.format(count)} ${outcome}`).join(', ');
	const list = element('ul', { class: 'fates' });
	const details = element(
		'details',
		{ class: 'recipients' },
		element('summary', {}, fill(words.recipients, numbers.format(recipients.length), fates)),
		list,
	);
	details.addEventListener('toggle', () => {
		if (details.open && list.children.length === 0) {
			const failed = recipients.filter(({ state }) => isFailing(state));
			const sorted = [...failed, ...recipients.filter(({ state }) => !isFailing(state))];
			fillList(list, {
				...host,
				count: sorted.length,
				first: 100,
				make(at) {
					const recipient = sorted[at];
					return element('li', {}, ...(recipient ? [recipientWords(recipient)] : []));
				},
			});
		}
	});
	return details;
}

/** The sessions on which the mail came and went. */
function sessionLinks({ hops }: MessageLife, host: DetailHost): HTMLElement {
	const sessions = new Set(hops.flatMap(({ items }) => items.map(({ session }) => session)));
	const known = [...sessions].filter((session) => session !== undefined);
	const list = element('ul', { class: 'chips', 'aria-label': host.words.sessionsOfMail });
	fillList(list, {
		...host,
		count: known.length,
		first: first.sessions,
		make(at) {
			const session = known[at] ?? '';
			const words = `${host.words.session} ${session}`;
			return element(
				'li',
				{},
				button(words, () => host.showSession(session), { class: 'chip chip-button' }),
			);
		},
	});
	list.hidden = known.length === 0;
	return list;
}

function rowOf(
	{ daemon, host }: LifeHop,
	{ at, state, title, text, wait, failure, line }: LifeItem,
): TextRow {
	const sign = isFailing(state) ? '✗ ' : '';
	return {
		cells: [
			[at === undefined ? '' : momentWords(at), wait && `(${wait})`].filter(Boolean).join(' '),
			[daemon, host].filter(Boolean).join(', '),
			[[`${sign}${title}`, text].filter(Boolean).join(': '), failure?.title, failure?.fix]
				.filter(Boolean)
				.join('. '),
		],
		line,
		isFailing: isFailing(state),
	};
}
