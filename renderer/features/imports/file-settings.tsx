import type { ReactElement } from 'react';
import type { ImportReport } from '#shared/contract/schemas/import.ts';
import { SETTINGS } from './ambiguity.ts';

type Detected = ImportReport['files'][number]['detected'];

const MARKS: Readonly<Record<string, string>> = { point: '.', comma: ',' };

/** How the file was read, each setting with the other ways it could be. */
export function FileSettings({
  detected,
  onChange,
}: {
  detected: Detected;
  onChange: (setting: string, value: string) => void;
}): ReactElement {
  const settings = Object.values(SETTINGS).filter(
    ({ name, titles }) => detected[name] !== undefined && Object.keys(titles).length > 0,
  );
  return (
    <div className="file-settings">
      {settings.map(({ name, label, titles }) => {
        const found = detected[name] ?? '';
        const value = name === 'decimal' ? (MARKS[found] ?? found) : found;
        const options = Object.entries({ [value]: value, ...titles });
        return (
          <label key={name}>
            {label}
            <select className="input" value={value} onChange={(event) => onChange(name, event.target.value)}>
              {options.map(([option, title]) => (
                <option key={option} value={option}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        );
      })}
    </div>
  );
}
