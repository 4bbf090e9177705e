import type { riskProcedures, StressLine } from '#shared/contract/procedures/risk.ts';
import type { StressLadder } from '#shared/domain/stress-ladder.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { TaskBoard } from '../tasks/task-board.ts';
import type { RiskDesk } from './risk-desk.ts';

export function riskHandlers(
  { deps }: DeskContext,
  risk: RiskDesk,
  tasks: TaskBoard,
): HandlersOf<typeof riskProcedures> {
  return {
    'risk.report': async (input) => unwrap(await risk.ask({ about: 'risk.report', input })),
    'risk.history': async (input) => unwrap(await risk.ask({ about: 'risk.history', input })),
    'risk.distribution': async (input) => unwrap(await risk.ask({ about: 'risk.distribution', input })),
    'risk.exposures': async (input) => unwrap(await risk.ask({ about: 'risk.exposures', input })),
    'risk.concentration': async (input) => unwrap(await risk.ask({ about: 'risk.concentration', input })),
    'risk.utilisations': async (input) => unwrap(await risk.ask({ about: 'risk.utilisations', input })),
    'risk.correlations': async (input) => unwrap(await risk.ask({ about: 'risk.correlations', input })),
    'risk.stress': async (input) => {
      const answer = unwrap(await risk.ask({ about: 'risk.stress', input }));
      const { stressLadder } = deps;
      return {
        ...answer,
        ladder: stressLadder.name,
        lines: answer.lines.map((line) => titled(line, stressLadder)),
      };
    },
    'risk.simulate': async (input, actor) => unwrap(await risk.simulate(input, actor)),
    'risk.cancel': (_, actor) => ({ cancelled: unwrap(tasks.cancelLane('SIMULATION', actor)) }),
  };
}

/** A line of each sector is called by the scenario's id, a colon and the sector. */
function titled(line: StressLine, { scenarios }: StressLadder): StressLine {
  const scenario = scenarios.find(
    ({ id, eachSector }) => line.id === id || (eachSector !== null && line.id.startsWith(`${id}: `)),
  );
  if (scenario === undefined) return line;
  const { id, title, source } = scenario;
  return { ...line, title: `${title}${line.id.slice(id.length)}`, source };
}
