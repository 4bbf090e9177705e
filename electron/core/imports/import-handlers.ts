import type { OutputOf } from '#shared/contract/contract.ts';
import type { importsProcedures } from '#shared/contract/procedures/imports.ts';
import type { ImportProfile } from '#shared/domain/import-choices.ts';
import type { DeskContext } from '../desk/desk-context.ts';
import type { HandlersOf } from '../desk/handlers.ts';
import type { ImportDesk } from '../desk/import-desk.ts';
import { unwrap } from '../desk/unwrap.ts';
import type { NavDesk } from '../loss/nav-desk.ts';
import type { Expiry } from '../reservations/expiry.ts';
import type { ImportProfiles } from './import-profiles.ts';

export function importHandlers(
  { deps, announceEverything }: DeskContext,
  imports: ImportDesk,
  profiles: ImportProfiles,
  { expiry, navs }: { readonly expiry: Expiry; readonly navs: NavDesk },
): HandlersOf<typeof importsProcedures> {
  return {
    'imports.upload': async ({ uploadId, file, offset, data }) => ({
      received: await deps.uploads.write(uploadId, file, offset, data),
    }),
    'imports.stage': async ({ uploadId, paths, ...answers }, actor) =>
      unwrap(await imports.stage({ paths: paths ?? [], uploadId: uploadId ?? null }, answers, actor)),
    'imports.accept': async ({ importId }, actor) => {
      const report = unwrap(await navs.transfer(() => imports.accept(importId, actor)));
      // It may have moved the desk clock into another session.
      await expiry.sweep();
      announceEverything(actor);
      return report;
    },
    'imports.drop': async ({ importId }) => unwrap(await imports.drop(importId)),
    'imports.profiles': () => profiles.list().map(profileOutput),
    'imports.saveProfile': async (profile, actor) =>
      profileOutput(unwrap(await profiles.save(profile, actor))),
    'imports.deleteProfile': async ({ name }, actor) =>
      profileOutput(unwrap(await profiles.remove(name, actor))),
  };
}

const profileOutput = ({ name, choices }: ImportProfile): OutputOf<'imports.saveProfile'> => ({
  name,
  choices: { ...choices },
});
