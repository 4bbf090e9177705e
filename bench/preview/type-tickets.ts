import type { Page } from 'playwright';
import { formatDecimal, PRICE_PLACES, QUANTITY_PLACES } from '#shared/domain/decimal.ts';
import type { Side, Ticket } from '#shared/domain/ticket.ts';

/** A hundred words a minute, about. */
const BETWEEN_KEYS_MS = 90;

const SIDE_WORDS: Readonly<Record<Side, string>> = { BUY: 'b', SELL: 's', SELL_SHORT: 'ss' };

/** Types tickets as a trader does: each in one line, then another quantity into its field; a key every 90 ms. */
export async function typeTickets(page: Page, tickets: readonly Ticket[]): Promise<void> {
  const line = page.getByRole('textbox', { name: /^Ticket in one line/ });
  const quantityField = page.getByRole('textbox', { name: 'Quantity', exact: true });
  const keys = { delay: BETWEEN_KEYS_MS };
  for (const { side, orderQty, symbol, price, account } of tickets) {
    const quantity = formatDecimal(orderQty, QUANTITY_PLACES);
    const limit = price === null ? '' : ` @ ${formatDecimal(price, PRICE_PLACES)}`;
    await line.fill('');
    await line.pressSequentially(`${SIDE_WORDS[side]} ${quantity} ${symbol}${limit} ${account}`, keys);
    await quantityField.fill('');
    await quantityField.pressSequentially(String(Math.ceil(Number(quantity) * 1.5)), keys);
  }
  // The last key's verdict is on its way.
  await page.waitForTimeout(BETWEEN_KEYS_MS * 5);
}
