import { subjectOf, type AlertReader } from '../observation.ts';

const VALUES = { NUMERICS: 1, STORE: 2 } as const;

/** The numerics workers failed so often that they are left alone for a while, or the store is not open. */
export const breaker: AlertReader<'HEALTH'> = {
  kind: 'BREAKER',
  topic: 'HEALTH',
  read: ({ part }) => [
    {
      key: part,
      scope: { level: 'FIRM', key: '*' },
      value: VALUES[part],
      subject: subjectOf({ detail: part }),
    },
  ],
};
