-- The quarter asks what had been approved and was not closed at an instant. Of a million exceptions that is a few thousand,
-- and without this they stand among all that were rejected, which are never closed either.

CREATE INDEX exception_approved_until ON exception (closed_at) WHERE activated_at IS NOT NULL;
