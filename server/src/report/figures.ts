/** The figures of the whole log, in their order; each has its row in the tally of totals. */
export const total = {
	received: 0,
	receivedOctets: 1,
	neverQueued: 2,
	reinjected: 3,
	delivered: 4,
	deliveredOctets: 5,
	copies: 6,
	forwarded: 7,
	deferrals: 8,
	deferredMessages: 9,
	bounced: 10,
	expired: 11,
	discarded: 12,
	held: 13,
	rejected: 14,
	temporarilyRejected: 15,
	rejectWarnings: 16,
	notifications: 17,
	connections: 18,
	lostConnections: 19,
	logins: 20,
	failedLogins: 21,
	warnings: 22,
	errors: 23,
} as const;

export const totalNames = Object.keys(total);

/** What is counted for each hour and each day, and its columns. */
export const traffic = ['received', 'delivered', 'deferrals', 'bounced', 'rejected'] as const;
export const trafficColumn = { received: 0, delivered: 1, deferrals: 2, bounced: 3, rejected: 4 } as const;

/** What is counted for those who sent. */
export const cameFrom = ['messages', 'octets'] as const;
/** What is counted for those to whom something was sent, and its columns. */
export const sentTo = ['delivered', 'octets', 'deferrals', 'bounced'] as const;
export const sentToColumn = { delivered: 0, octets: 1, deferrals: 2, bounced: 3 } as const;
