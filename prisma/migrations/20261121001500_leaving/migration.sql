-- R3: the last day of somebody who leaves is known before it comes; the clock lets them out when it is over.

ALTER TABLE person
  ADD COLUMN leaves_on date,
  ADD CONSTRAINT leaves_on_a_day CHECK (isfinite(leaves_on));

GRANT UPDATE (leaves_on) ON person TO register_app;
