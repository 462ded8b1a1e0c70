-- A part that was sent can be shown again, in the order and under the headings it had: its number in the digest (0 where a row is not of a
-- part's own making, or from before), and the topic it stood under.
ALTER TABLE delivery_stories ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery_stories ADD COLUMN topic TEXT NOT NULL DEFAULT '';
