-- What one person watches or has put off. Private: it changes nothing about an exception, so the trail does not tell it.

-- CreateTable
CREATE TABLE "attention" (
    "person_id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "watching" BOOLEAN NOT NULL DEFAULT false,
    "snoozed_until" TIMESTAMPTZ(3),

    CONSTRAINT "attention_pkey" PRIMARY KEY ("person_id","exception_id")
);

-- CreateIndex
CREATE INDEX "attention_exception_id_idx" ON "attention"("exception_id");

-- AddForeignKey
ALTER TABLE "attention" ADD CONSTRAINT "attention_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "attention" ADD CONSTRAINT "attention_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE attention ADD CONSTRAINT snoozed_until_an_instant CHECK (isfinite(snoozed_until));

CREATE TRIGGER r2_never_deleted BEFORE DELETE ON attention FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER r2_never_emptied BEFORE TRUNCATE ON attention FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE attention ENABLE ALWAYS TRIGGER r2_never_deleted;
ALTER TABLE attention ENABLE ALWAYS TRIGGER r2_never_emptied;

GRANT SELECT ON attention TO register_app, register_auditor;
GRANT INSERT, UPDATE (watching, snoozed_until) ON attention TO register_app;
