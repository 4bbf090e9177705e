/** Where the XML of each sheet stands in the archive, in the order of the workbook, and whether people see it. */
export interface SheetPath {
  readonly path: string;
  readonly isHidden: boolean;
}

const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/**
 * The sheets that `xl/workbook.xml` names, each with the path that the workbook's relations give its id; '' where
 * they give none.
 */
export function sheetPaths(workbookXml: string, relationsXml: string): SheetPath[] {
  const targets = new Map(
    tagsOf(relationsXml, 'Relationship').map(({ Id = '', Target = '' }) => [Id, pathOf(Target)]),
  );
  return tagsOf(workbookXml, 'sheet')
    .filter(({ name = '' }) => name !== '')
    .map(({ id = '', state = 'visible' }) => ({
      path: targets.get(id) ?? '',
      isHidden: state !== 'visible',
    }));
}

/** Targets are relative to the workbook's folder, or begin with the archive's root. */
const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

/** The attributes of every element of a name, without their prefixes. */
function tagsOf(xml: string, name: string): Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', double, single]) => [
        key.replace(/^.*:/, ''),
        double ?? single ?? '',
      ]),
    ),
  );
}
