/**
 * Tickets that replace others, with the filled quantity they carry on; fills that were busted, and what the position
 * was before each fill, from which its average price is computed again after a bust.
 */
export const ticketLifecycleSchema = `
ALTER TABLE tickets ADD COLUMN replaces TEXT REFERENCES tickets (cl_ord_id);
ALTER TABLE tickets ADD COLUMN carried_qty INTEGER NOT NULL DEFAULT 0 CHECK (carried_qty >= 0);
CREATE UNIQUE INDEX tickets_by_replaced ON tickets (replaces) WHERE replaces IS NOT NULL;

ALTER TABLE executions ADD COLUMN position_before INTEGER;
ALTER TABLE executions ADD COLUMN avg_before INTEGER;
ALTER TABLE executions ADD COLUMN busted_seq INTEGER REFERENCES audit (seq);
CREATE INDEX executions_by_seq ON executions (seq);
`;
