-- Which requests say that they use an external model: counted at each visit of the register, so no content is read for it.
-- Read word for word by lib/exceptions/register-conditions.ts.
CREATE INDEX revision_uses_model ON revision (exception_id, number)
WHERE content -> 'classification' -> 'facts' ->> 'usesExternalModel' = 'true';
