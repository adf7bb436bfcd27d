import type {
	compareRequest,
	CompareParams,
	CompareSessionsParams,
	compareSessionsRequest,
	CompareSessionsResult,
	ExplainParams,
	explainRequest,
	exportReportRequest,
	ExportReportParams,
	ExportLifeParams,
	exportLifeRequest,
	ExportResult,
	ExportSessionParams,
	exportSessionRequest,
	FollowChoice,
	FollowChoicesParams,
	followChoicesRequest,
	FollowParams,
	followRequest,
	FollowResult,
	failuresRequest,
	FailuresParams,
	FailuresResult,
	HushParams,
	hushSessionRequest,
	MessageLife,
	MessageLifeParams,
	messageLifeRequest,
	Neighbour,
	NeighbourParams,
	neighbourRequest,
	Page,
	PlaceParams,
	RedactParams,
	redactRequest,
	ReplyAtCursor,
	ReplyChoice,
	replyAtRequest,
	replyCodesRequest,
	ReportLinesParams,
	reportLinesRequest,
	ReportLinesResult,
	ReportParams,
	reportRequest,
	ReportResult,
	SessionChoice,
	SessionChoicesParams,
	sessionChoicesRequest,
	SessionDetail,
	SessionDetailParams,
	sessionDetailRequest,
	SessionLines,
	sessionLinesRequest,
	sessionRequest,
	SessionText,
	SessionsParams,
	sessionsRequest,
	SessionsResult,
	swaksRequest,
	TimelineParams,
	timelineRequest,
	TimelineResult,
	UnpackParams,
	unpackRequest,
	UnpackResult,
} from '../../server/src/protocol';

/** What each of our requests takes and answers. */
export interface Requests {
	[timelineRequest]: { params: TimelineParams; result: TimelineResult };
	[failuresRequest]: { params: FailuresParams; result: FailuresResult };
	[sessionLinesRequest]: { params: PlaceParams; result: SessionLines | null };
	[sessionRequest]: { params: PlaceParams; result: SessionText | null };
	[neighbourRequest]: { params: NeighbourParams; result: Neighbour | null };
	[exportSessionRequest]: { params: ExportSessionParams; result: ExportResult };
	[exportLifeRequest]: { params: ExportLifeParams; result: ExportResult };
	[redactRequest]: { params: RedactParams; result: ExportResult };
	[swaksRequest]: { params: PlaceParams; result: ExportResult };
	[hushSessionRequest]: { params: HushParams; result: null };
	[followRequest]: { params: FollowParams; result: FollowResult };
	[followChoicesRequest]: { params: FollowChoicesParams; result: readonly FollowChoice[] };
	[replyAtRequest]: { params: PlaceParams; result: ReplyAtCursor | null };
	[replyCodesRequest]: { params: undefined; result: readonly ReplyChoice[] };
	[explainRequest]: { params: ExplainParams; result: Page | null };
	[sessionsRequest]: { params: SessionsParams; result: SessionsResult | null };
	[sessionDetailRequest]: { params: SessionDetailParams; result: SessionDetail | null };
	[messageLifeRequest]: { params: MessageLifeParams; result: MessageLife | null };
	[compareRequest]: { params: CompareParams; result: Page | null };
	[compareSessionsRequest]: { params: CompareSessionsParams; result: CompareSessionsResult };
	[sessionChoicesRequest]: { params: SessionChoicesParams; result: readonly SessionChoice[] };
	[reportRequest]: { params: ReportParams; result: ReportResult | null };
	[reportLinesRequest]: { params: ReportLinesParams; result: ReportLinesResult | null };
	[unpackRequest]: { params: UnpackParams; result: UnpackResult };
	[exportReportRequest]: { params: ExportReportParams; result: ExportResult };
}
