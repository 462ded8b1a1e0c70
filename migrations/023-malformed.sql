-- Why Telegram refused a message as it is marked up: it goes as plain text from then on, also after a restart, and operators are told.
ALTER TABLE deliveries ADD COLUMN malformed TEXT;
CREATE INDEX deliveries_malformed ON deliveries (settled_at) WHERE malformed IS NOT NULL;
