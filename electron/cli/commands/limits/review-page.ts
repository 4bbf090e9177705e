/** One table of the review, and the name of its CSV file. */
export interface Section {
  readonly title: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const STYLE = `body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#111;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
table{border-collapse:collapse}th,td{border:1px solid #bbb;padding:.2rem .5rem;text-align:left;vertical-align:top}
th{background:#eee}`;

/**
 * The review as one page that loads nothing: no script, no picture, no font, and a policy that forbids any. Every
 * text of the desk is escaped.
 */
export function reviewPage(title: string, about: string, sections: readonly Section[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p>${escaped(about)}</p>
${sections.map(sectionOf).join('\n')}
</body>
</html>
`;
}

function sectionOf({ title, columns, rows }: Section): string {
  const head = `<h2>${escaped(title)} (${rows.length})</h2>`;
  if (rows.length === 0) return `${head}\n<p>None.</p>`;
  const line = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `${head}\n<table>\n<thead>${line(columns, 'th')}</thead>\n<tbody>\n${rows
    .map((row) => line(row, 'td'))
    .join('\n')}\n</tbody>\n</table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** The same table as CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function reviewCsv({ columns, rows }: Section): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\n`).join('');
}

function cellOf(text: string): string {
  const isFormula = /^[=+@\t\r-]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
