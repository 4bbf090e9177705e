import type { Comparison, CompiledLimit } from '../control.ts';
import { withHard } from '../compile-limit.ts';
import type { Check } from '../check.ts';

/** How far the limit price lies from the reference: tight on the aggressive side, wide on the passive one. */
export const priceCollar: Comparison = {
  kind: 'COMPARISON',
  code: 'PRICE_COLLAR',
  group: 'O',
  title: 'Limit price is near the market',
  formula: '|price - px| / px, aggressive or passive side',
  units: ['BPS'],
  minimum: false,
  ticketOnly: true,
  crossing: 'NONE',
  inputs: 'SYMBOL',
  ratioOf: 'PRICE',
  params: ['passive'],
  alwaysOn: true,
  defaultHard: '500',
  applies: ({ ticket }) => ticket.ordType === 'LIMIT' || ticket.ordType === 'STOP_LIMIT',
  measure(check, _limit, out) {
    const { ticket, instrument } = check;
    if (ticket.price === null || ticket.price <= 0) return out.setMissing('price', ticket.symbol);
    const px = instrument?.price ?? null;
    if (px === null) return out.setMissing('price', ticket.symbol);
    out.setRatio(Math.abs(ticket.price - px), px);
  },
  variant(check, limit) {
    return isPassive(check) ? passiveOf(limit) : limit;
  },
};

function isPassive(check: Check): boolean {
  const px = check.instrument?.price ?? null;
  const { price } = check.ticket;
  return px !== null && price !== null && (price - px) * check.direction < 0;
}

const passiveLimits = new WeakMap<CompiledLimit, CompiledLimit>();

/** The same limit with the passive threshold; made once per limit. */
function passiveOf(limit: CompiledLimit): CompiledLimit {
  let passive = passiveLimits.get(limit);
  if (passive === undefined) {
    passive = withHard(limit, limit.params.passive);
    passiveLimits.set(limit, passive);
  }
  return passive;
}
