import { mergeChoices, patternOf, type ImportChoices } from '#shared/domain/import-choices.ts';

/**
 * What a profile should say: the one that was used, and over it the answers of this import, each for the names its
 * file may have another day.
 */
export function choicesToKeep(used: ImportChoices, answers: ImportChoices): ImportChoices {
  return Object.entries(answers).reduce(
    (kept, [file, options]) => mergeChoices(kept, { [patternOf(file)]: options }),
    used,
  );
}
