/** A row of fills as it was written; `problem` is null when it can be sent. */
export interface WrittenFill {
  readonly line: number;
  readonly execId: string;
  readonly clOrdId: string;
  readonly lastQty: string;
  readonly lastPx: string;
  readonly problem: string | null;
}

export const MAX_FILLS = 500;

const NAMES = {
  execId: ['exec_id', 'execid', 'execution id', 'trade id', 'fill id'],
  clOrdId: ['cl_ord_id', 'clordid', 'client order id', 'order id', 'ticket'],
  lastQty: ['last_qty', 'lastqty', 'fill qty', 'quantity', 'qty'],
  lastPx: ['last_px', 'lastpx', 'fill price', 'price'],
} as const;
type FieldName = keyof typeof NAMES;
const ORDER: readonly FieldName[] = ['execId', 'clOrdId', 'lastQty', 'lastPx'];
const DECIMAL = /^\d+(\.\d+)?$/;

/**
 * The fills of a pasted table: tabs, semicolons or commas between the fields; execution id, order id, quantity, price in
 * this order, or in that of a header. At most 500 rows; those beyond are left out, `left` says how many.
 */
export function parseFills(text: string): { fills: WrittenFill[]; left: number } {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: at + 1, text: line.trim() }));
  const rows = lines.filter((row) => row.text !== '');
  const separator = ['\t', ';', ','].find((mark) => rows[0]?.text.includes(mark)) ?? ',';
  const cells = rows.map((row) => ({
    line: row.line,
    values: row.text.split(separator).map((value) => value.trim().replace(/^"(.*)"$/, '$1')),
  }));
  const header = columnsOf(cells[0]?.values ?? []);
  const columns = header ?? ORDER;
  const body = header === null ? cells : cells.slice(1);
  return {
    fills: body.slice(0, MAX_FILLS).map(({ line, values }) => toFill(line, values, columns)),
    left: Math.max(0, body.length - MAX_FILLS),
  };
}

/** Which field each column holds, when the row is a header that names all of them; else null. */
function columnsOf(values: readonly string[]): (FieldName | null)[] | null {
  const columns = values.map(
    (value) =>
      ORDER.find((field) => (NAMES[field] as readonly string[]).includes(value.toLowerCase())) ?? null,
  );
  return ORDER.every((field) => columns.includes(field)) ? columns : null;
}

function toFill(
  line: number,
  values: readonly string[],
  columns: readonly (FieldName | null)[],
): WrittenFill {
  const field = (name: FieldName): string => values[columns.indexOf(name)] ?? '';
  const [execId, clOrdId, lastQty, lastPx] = ORDER.map(field) as [string, string, string, string];
  const problem =
    values.length > columns.length
      ? 'It has more fields than columns; write numbers without separators.'
      : execId === '' || clOrdId === ''
        ? 'An execution id and an order id are needed.'
        : !DECIMAL.test(lastQty)
          ? `'${lastQty}' is no quantity: digits and a point only.`
          : !DECIMAL.test(lastPx)
            ? `'${lastPx}' is no price: digits and a point only.`
            : null;
  return { line, execId, clOrdId, lastQty, lastPx, problem };
}
