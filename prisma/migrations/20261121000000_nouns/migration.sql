-- The nouns of the register (generated from schema.prisma) and the two things they need first: the number
-- sequence and the clock.

CREATE EXTENSION IF NOT EXISTS citext;

CREATE SEQUENCE exception_number AS integer START 1000 MINVALUE 1000;

-- ONE CLOCK. Guards, views and defaults ask register_now() for the instant of the transaction. A demo or test
-- database gets another body (prisma/moving-clock.sql), which only the owner can put there.
CREATE FUNCTION register_now() RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT now() $$;

-- The instant of the statement, on the same clock: what a transaction that waited for a lock writes down.
CREATE FUNCTION register_clock() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT register_now() + (clock_timestamp() - now()) $$;


-- CreateEnum
CREATE TYPE "role" AS ENUM ('member', 'administrator', 'auditor', 'outside_approver');

-- CreateEnum
CREATE TYPE "account_kind" AS ENUM ('human', 'service');

-- CreateEnum
CREATE TYPE "domain" AS ENUM ('security', 'infrastructure', 'cost', 'data', 'ai', 'access');

-- CreateEnum
CREATE TYPE "system_kind" AS ENUM ('application', 'infrastructure', 'vendor', 'ai_model', 'data_set', 'process');

-- CreateEnum
CREATE TYPE "environment" AS ENUM ('production', 'staging', 'test', 'development');

-- CreateEnum
CREATE TYPE "sensitivity" AS ENUM ('none', 'internal', 'confidential', 'regulated');

-- CreateEnum
CREATE TYPE "exposure" AS ENUM ('internal', 'partners', 'customers');

-- CreateEnum
CREATE TYPE "status" AS ENUM ('pending', 'active', 'expired', 'rejected', 'closed');

-- CreateEnum
CREATE TYPE "closed_reason" AS ENUM ('remediated', 'withdrawn', 'lapsed', 'revoked', 'superseded');

-- CreateEnum
CREATE TYPE "risk" AS ENUM ('low', 'moderate', 'high', 'critical');

-- CreateEnum
CREATE TYPE "recheck" AS ENUM ('compliant', 'violating', 'no_answer');

-- CreateEnum
CREATE TYPE "revision_cause" AS ENUM ('filed', 'edited', 'risk_raised');

-- CreateEnum
CREATE TYPE "capacity" AS ENUM ('requester', 'filer', 'owner', 'editor');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('approve', 'reject', 'send_back');

-- CreateEnum
CREATE TYPE "condition_kind" AS ENUM ('attested', 'monitored');

-- CreateEnum
CREATE TYPE "condition_state" AS ENUM ('holds', 'broken', 'unknown');

-- CreateEnum
CREATE TYPE "via" AS ENUM ('session', 'token', 'clock', 'operator');

-- CreateEnum
CREATE TYPE "notice_state" AS ENUM ('due', 'sent', 'moot', 'dead');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" CITEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "team" TEXT NOT NULL DEFAULT '',
    "role" "role" NOT NULL DEFAULT 'member',
    "manager_id" UUID,
    "same_as_id" UUID,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "kind" "account_kind" NOT NULL DEFAULT 'human',
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_now(),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_password" (
    "account_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_now(),

    CONSTRAINT "local_password_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "device" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approver_group" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "purpose" TEXT NOT NULL DEFAULT '',
    "above_id" UUID,
    "lead_id" UUID,
    "is_forum" BOOLEAN NOT NULL DEFAULT false,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "approver_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "granted_by_id" UUID,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "domain" "domain" NOT NULL,
    "control_owner_id" UUID NOT NULL,
    "longest_seconds" INTEGER,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "system_kind" NOT NULL,
    "environments" "environment"[],
    "sensitivity" "sensitivity" NOT NULL,
    "data_held" TEXT NOT NULL DEFAULT '',
    "exposure" "exposure" NOT NULL,
    "team" TEXT NOT NULL DEFAULT '',
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "system_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exception" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT nextval('exception_number'::regclass),
    "title" TEXT NOT NULL,
    "risk" "risk" NOT NULL,
    "emergency" BOOLEAN NOT NULL DEFAULT false,
    "status" "status" NOT NULL DEFAULT 'pending',
    "sent_back" BOOLEAN NOT NULL DEFAULT false,
    "closed_reason" "closed_reason",
    "version" INTEGER NOT NULL DEFAULT 1,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "requester_id" UUID NOT NULL,
    "filed_by_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "manager_id" UUID NOT NULL,
    "continues_id" UUID,
    "renewal" INTEGER NOT NULL DEFAULT 0,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "activated_at" TIMESTAMPTZ(3),
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "ratify_by" TIMESTAMPTZ(3),
    "ratified_at" TIMESTAMPTZ(3),
    "recheck" "recheck",
    "removed_on" DATE,
    "verified_by_id" UUID,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_limit" (
    "version" INTEGER NOT NULL,
    "risk" "risk" NOT NULL,
    "emergency" BOOLEAN NOT NULL,
    "limit_seconds" INTEGER NOT NULL,
    "steps_min" INTEGER NOT NULL,

    CONSTRAINT "risk_limit_pkey" PRIMARY KEY ("version","risk","emergency")
);

-- CreateTable
CREATE TABLE "move" (
    "from_status" "status" NOT NULL,
    "to_status" "status" NOT NULL,
    "closed_reason" "closed_reason",
    "id" INTEGER NOT NULL,

    CONSTRAINT "move_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "exception_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "cause" "revision_cause" NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_clock(),
    "rules_version" INTEGER NOT NULL,
    "risk" "risk" NOT NULL,
    "emergency" BOOLEAN NOT NULL DEFAULT false,
    "risk_limit_seconds" INTEGER NOT NULL,
    "limit_seconds" INTEGER NOT NULL,
    "asked_start" TIMESTAMPTZ(3),
    "asked_seconds" INTEGER,
    "asked_end" TIMESTAMPTZ(3),
    "content" JSON NOT NULL,
    "content_hash" BYTEA NOT NULL DEFAULT ''::bytea,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("exception_id","number")
);

-- CreateTable
CREATE TABLE "scope" (
    "exception_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "policy_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "environment" "environment" NOT NULL,
    "resource" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "scope_pkey" PRIMARY KEY ("exception_id","revision","policy_id","system_id","environment","resource")
);

-- CreateTable
CREATE TABLE "party" (
    "exception_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "capacity" "capacity" NOT NULL,
    "from_revision" INTEGER NOT NULL,

    CONSTRAINT "party_pkey" PRIMARY KEY ("exception_id","person_id","capacity")
);

-- CreateTable
CREATE TABLE "step" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "group_id" UUID NOT NULL,
    "needed" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "because" TEXT NOT NULL,

    CONSTRAINT "step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "step_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "verdict" "verdict" NOT NULL,
    "comment" TEXT NOT NULL,
    "answers" JSON,
    "granted_seconds" INTEGER,
    "granted_end" TIMESTAMPTZ(3),
    "content_hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_clock(),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "condition" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "statement" TEXT NOT NULL,
    "kind" "condition_kind" NOT NULL,
    "suspends" BOOLEAN NOT NULL DEFAULT false,
    "state" "condition_state" NOT NULL DEFAULT 'unknown',

    CONSTRAINT "condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "condition_id" UUID,
    "by_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "link" TEXT,
    "sha256" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_clock(),

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_note" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "by_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT register_clock(),

    CONSTRAINT "review_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_text" (
    "exception_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "search_text_pkey" PRIMARY KEY ("exception_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY,
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "prev_hash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "xid" BIGINT NOT NULL,
    "db_user" TEXT NOT NULL,
    "actor_id" UUID,
    "via" "via" NOT NULL,
    "action" TEXT NOT NULL,
    "exception_id" UUID,
    "version" INTEGER,
    "status" "status",
    "row_after" JSON,
    "body" JSON NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("stream")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "exception_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "notice_state" NOT NULL DEFAULT 'due',
    "sent_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSON NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "moving_clock" (
    "id" INTEGER NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moving_clock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "person_manager_id_idx" ON "person"("manager_id");

-- CreateIndex
CREATE INDEX "person_same_as_id_idx" ON "person"("same_as_id");

-- CreateIndex
CREATE INDEX "account_person_id_idx" ON "account"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_issuer_subject_key" ON "account"("issuer", "subject");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "approver_group_key_key" ON "approver_group"("key");

-- CreateIndex
CREATE INDEX "approver_group_above_id_idx" ON "approver_group"("above_id");

-- CreateIndex
CREATE INDEX "approver_group_lead_id_idx" ON "approver_group"("lead_id");

-- CreateIndex
CREATE INDEX "membership_group_id_person_id_idx" ON "membership"("group_id", "person_id");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "membership_granted_by_id_idx" ON "membership"("granted_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_key_key" ON "policy"("key");

-- CreateIndex
CREATE INDEX "policy_control_owner_id_idx" ON "policy"("control_owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "system_key_key" ON "system"("key");

-- CreateIndex
CREATE UNIQUE INDEX "exception_number_key" ON "exception"("number");

-- CreateIndex
CREATE INDEX "exception_requester_id_idx" ON "exception"("requester_id");

-- CreateIndex
CREATE INDEX "exception_filed_by_id_idx" ON "exception"("filed_by_id");

-- CreateIndex
CREATE INDEX "exception_owner_id_status_idx" ON "exception"("owner_id", "status");

-- CreateIndex
CREATE INDEX "exception_manager_id_idx" ON "exception"("manager_id");

-- CreateIndex
CREATE INDEX "exception_verified_by_id_idx" ON "exception"("verified_by_id");

-- CreateIndex
CREATE INDEX "exception_continues_id_idx" ON "exception"("continues_id");

-- CreateIndex
CREATE INDEX "exception_status_ends_at_number_idx" ON "exception"("status", "ends_at" DESC, "number");

-- CreateIndex
CREATE INDEX "exception_ends_at_number_idx" ON "exception"("ends_at", "number");

-- CreateIndex
CREATE INDEX "exception_risk_number_idx" ON "exception"("risk", "number");

-- CreateIndex
CREATE INDEX "exception_title_number_idx" ON "exception"("title", "number");

-- CreateIndex
CREATE INDEX "exception_filed_at_number_idx" ON "exception"("filed_at", "number");

-- CreateIndex
CREATE UNIQUE INDEX "risk_limit_version_risk_emergency_limit_seconds_key" ON "risk_limit"("version", "risk", "emergency", "limit_seconds");

-- CreateIndex
CREATE INDEX "revision_by_id_idx" ON "revision"("by_id");

-- CreateIndex
CREATE INDEX "revision_rules_version_risk_emergency_risk_limit_seconds_idx" ON "revision"("rules_version", "risk", "emergency", "risk_limit_seconds");

-- CreateIndex
CREATE INDEX "scope_policy_id_exception_id_idx" ON "scope"("policy_id", "exception_id");

-- CreateIndex
CREATE INDEX "scope_system_id_exception_id_idx" ON "scope"("system_id", "exception_id");

-- CreateIndex
CREATE INDEX "party_person_id_idx" ON "party"("person_id");

-- CreateIndex
CREATE INDEX "step_group_id_due_at_idx" ON "step"("group_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "step_exception_id_revision_position_key" ON "step"("exception_id", "revision", "position");

-- CreateIndex
CREATE UNIQUE INDEX "step_exception_id_revision_group_id_key" ON "step"("exception_id", "revision", "group_id");

-- CreateIndex
CREATE INDEX "decision_step_id_idx" ON "decision"("step_id");

-- CreateIndex
CREATE INDEX "decision_person_id_at_idx" ON "decision"("person_id", "at");

-- CreateIndex
CREATE INDEX "decision_account_id_idx" ON "decision"("account_id");

-- CreateIndex
CREATE INDEX "decision_session_id_idx" ON "decision"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_exception_id_revision_person_id_key" ON "decision"("exception_id", "revision", "person_id");

-- CreateIndex
CREATE INDEX "condition_exception_id_idx" ON "condition"("exception_id");

-- CreateIndex
CREATE INDEX "evidence_exception_id_idx" ON "evidence"("exception_id");

-- CreateIndex
CREATE INDEX "evidence_condition_id_idx" ON "evidence"("condition_id");

-- CreateIndex
CREATE INDEX "evidence_by_id_idx" ON "evidence"("by_id");

-- CreateIndex
CREATE INDEX "review_note_exception_id_at_idx" ON "review_note"("exception_id", "at");

-- CreateIndex
CREATE INDEX "review_note_by_id_idx" ON "review_note"("by_id");

-- CreateIndex
CREATE INDEX "search_text_words_idx" ON "search_text" USING GIN ("words");

-- CreateIndex
CREATE INDEX "audit_event_actor_id_idx" ON "audit_event"("actor_id");

-- CreateIndex
CREATE INDEX "audit_event_action_id_idx" ON "audit_event"("action", "id");

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at", "id");

-- CreateIndex
CREATE INDEX "audit_event_xid_idx" ON "audit_event"("xid");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_stream_seq_key" ON "audit_event"("stream", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_exception_id_version_key" ON "audit_event"("exception_id", "version");

-- CreateIndex
CREATE INDEX "notice_person_id_idx" ON "notice"("person_id");

-- CreateIndex
CREATE INDEX "notice_state_due_at_idx" ON "notice"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "notice_exception_id_kind_person_id_due_at_key" ON "notice"("exception_id", "kind", "person_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "setting_key_key" ON "setting"("key");

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_manager_id_fkey" FOREIGN KEY ("manager_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_same_as_id_fkey" FOREIGN KEY ("same_as_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "local_password" ADD CONSTRAINT "local_password_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approver_group" ADD CONSTRAINT "approver_group_above_id_fkey" FOREIGN KEY ("above_id") REFERENCES "approver_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approver_group" ADD CONSTRAINT "approver_group_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "approver_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "policy" ADD CONSTRAINT "policy_control_owner_id_fkey" FOREIGN KEY ("control_owner_id") REFERENCES "approver_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_filed_by_id_fkey" FOREIGN KEY ("filed_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_manager_id_fkey" FOREIGN KEY ("manager_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_verified_by_id_fkey" FOREIGN KEY ("verified_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "exception" ADD CONSTRAINT "exception_continues_id_fkey" FOREIGN KEY ("continues_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_rules_version_risk_emergency_risk_limit_seconds_fkey" FOREIGN KEY ("rules_version", "risk", "emergency", "risk_limit_seconds") REFERENCES "risk_limit"("version", "risk", "emergency", "limit_seconds") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "scope" ADD CONSTRAINT "scope_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "scope" ADD CONSTRAINT "scope_exception_id_revision_fkey" FOREIGN KEY ("exception_id", "revision") REFERENCES "revision"("exception_id", "number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "scope" ADD CONSTRAINT "scope_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "scope" ADD CONSTRAINT "scope_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party" ADD CONSTRAINT "party_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_exception_id_revision_fkey" FOREIGN KEY ("exception_id", "revision") REFERENCES "revision"("exception_id", "number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "step" ADD CONSTRAINT "step_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "approver_group"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_step_id_fkey" FOREIGN KEY ("step_id") REFERENCES "step"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "condition" ADD CONSTRAINT "condition_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_condition_id_fkey" FOREIGN KEY ("condition_id") REFERENCES "condition"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_note" ADD CONSTRAINT "review_note_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_note" ADD CONSTRAINT "review_note_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_text" ADD CONSTRAINT "search_text_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_exception_id_fkey" FOREIGN KEY ("exception_id") REFERENCES "exception"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;



-- Emptied at will, so not part of the record: attempts to sign in, counted for the limits.
CREATE SCHEMA scratch;

CREATE TABLE scratch.attempt (
  id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  door text NOT NULL,
  key  text NOT NULL,
  at   timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX attempt_door_key_at_idx ON scratch.attempt (door, key, at);
