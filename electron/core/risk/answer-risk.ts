import { ok, type Result } from '#shared/errors/result.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { DeskReader } from '../ports/desk-reader.ts';
import type { RiskAbout, RiskAnswer, RiskQuestion } from '../ports/risk.ts';
import { bookFigures } from '../book/book-figures.ts';
import { readUtilisations } from '../whatif/branches/read-utilisations.ts';
import { bookConcentration } from './book-concentration.ts';
import { bookCorrelations } from './book-correlations.ts';
import { bookDistribution } from './book-distribution.ts';
import { bookExposures } from './book-exposures.ts';
import { bookHistory } from './book-history.ts';
import { bookReport } from './book-report.ts';
import { bookStress } from './book-stress.ts';
import { scopeOf } from './risk-basis.ts';
import { simulatedBook } from './simulated-book.ts';

/** Answers a question about the risk of a desk, in milliseconds to seconds: not on the engine's thread. */
export function answerRisk(
  state: DeskState,
  reader: DeskReader,
  { about, input }: RiskQuestion,
): Result<RiskAnswer<RiskAbout>> {
  const { book, bars } = state;
  switch (about) {
    case 'risk.report':
      return bookReport(book, bars, input);
    case 'risk.simulate':
      return simulatedBook(book, bars, input);
    case 'risk.history':
      return bookHistory(book, bars, input);
    case 'risk.distribution':
      return bookDistribution(book, bars, input);
    case 'risk.exposures':
      return bookExposures(book, input);
    case 'risk.concentration':
      return bookConcentration(book, bars, input);
    case 'risk.stress':
      return bookStress(book, input);
    case 'risk.correlations':
      return bookCorrelations(book, input);
    case 'book.figures':
      return bookFigures(book, reader, input.account ?? null);
    case 'risk.utilisations': {
      const scope = scopeOf(book, input.account ?? null);
      return scope.ok ? ok({ utilisations: readUtilisations(state, input.account ?? null) }) : scope;
    }
  }
}
