-- What the register is read by, and Prisma cannot say. Each of its views and orders walks an index from the front,
-- so that its first page costs the same with a thousand rows and with a million.

-- In force, and past their end: the few that are not over, by their end.
CREATE INDEX exception_open_ends ON exception (ends_at, number) WHERE status IN ('active', 'expired');

CREATE INDEX exception_pending ON exception (number) WHERE status = 'pending';

-- By end, the latest first; what has no end comes last.
CREATE INDEX exception_latest_end ON exception (ends_at DESC NULLS LAST, number DESC);

-- Regulated data, customers, external models (R28). Read word for word by lib/exceptions/register-conditions.ts.
CREATE INDEX revision_sensitive ON revision (exception_id, number)
WHERE content -> 'classification' ->> 'dataSensitivity' = 'regulated'
   OR content -> 'classification' ->> 'exposure' = 'customers'
   OR content -> 'classification' -> 'facts' ->> 'usesExternalModel' = 'true';
