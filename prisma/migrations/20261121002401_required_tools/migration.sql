-- R23: a system names the scanners whose reports it needs, so that nobody passes by leaving one out.

ALTER TABLE system ADD COLUMN required_tools text[] NOT NULL DEFAULT '{}';

GRANT UPDATE (required_tools) ON system TO register_app;
