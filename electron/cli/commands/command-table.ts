import type { Command } from './command.ts';

/** Every command in the order of the help; a command's own code is loaded when it is asked for. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  import: async () => (await import('./import-command.ts')).importCommand,
  sample: async () => (await import('./sample-command.ts')).sampleCommand,
  bars: async () => (await import('./bars-command.ts')).barsCommand,
  validate: async () => (await import('./validate-command.ts')).validateCommand,
  risk: async () => (await import('./risk-command.ts')).riskCommand,
  size: async () => (await import('./size-command.ts')).sizeCommand,
  limits: async () => (await import('./limits-command.ts')).limitsCommand,
  user: async () => (await import('./user-command.ts')).userCommand,
  override: async () => (await import('./override-command.ts')).overrideCommand,
  state: async () => (await import('./state-command.ts')).stateCommand,
  alerts: async () => (await import('./alerts-command.ts')).alertsCommand,
  audit: async () => (await import('./audit-command.ts')).auditCommand,
  serve: async () => (await import('./serve-command.ts')).serveCommand,
};
