import type {
	compareRequest,
	CompareParams,
	ExplainParams,
	explainRequest,
	FailurePlace,
	HushParams,
	hushSessionRequest,
	nextFailureRequest,
	Page,
	PlaceParams,
	ReplyAtCursor,
	ReplyChoice,
	replyAtRequest,
	replyCodesRequest,
	sessionRequest,
	SessionText,
	TimelineParams,
	timelineRequest,
	TimelineResult,
} from '../../server/src/protocol';

/** What each of our requests takes and answers. */
export interface Requests {
	[timelineRequest]: { params: TimelineParams; result: TimelineResult };
	[sessionRequest]: { params: PlaceParams; result: SessionText | null };
	[nextFailureRequest]: { params: PlaceParams; result: FailurePlace | null };
	[hushSessionRequest]: { params: HushParams; result: null };
	[replyAtRequest]: { params: PlaceParams; result: ReplyAtCursor | null };
	[replyCodesRequest]: { params: undefined; result: readonly ReplyChoice[] };
	[explainRequest]: { params: ExplainParams; result: Page | null };
	[compareRequest]: { params: CompareParams; result: Page | null };
}
