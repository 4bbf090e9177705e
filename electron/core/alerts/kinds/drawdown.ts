import { subjectOf, type AlertReader } from '../observation.ts';

/** 1 - NAV / high-water mark of a scope, the largest of any where its key is `*`. Known once a limit of loss is in force. */
export const drawdown: AlertReader<'BOOK'> = {
  kind: 'DRAWDOWN',
  topic: 'BOOK',
  read(book, { scope }) {
    const value = book.drawdown(scope);
    return value === null
      ? []
      : [{ key: scope.key, scope, value, subject: subjectOf({ control: 'DRAWDOWN' }) }];
  },
};
