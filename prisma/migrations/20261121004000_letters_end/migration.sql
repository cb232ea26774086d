-- R14: what is no longer true is not sent, and that holds for letters too. A mail made of notices asks them; a letter,
-- which has none, says until when it is worth sending. What was kept without a mail server is written anew once there is one.

ALTER TABLE mail ADD COLUMN until_at timestamptz(3);

UPDATE mail SET until_at = written_at + interval '336 hours'
WHERE NOT EXISTS (SELECT FROM notice n WHERE n.mail_id = mail.id);

GRANT UPDATE (written_at) ON mail TO register_app;
