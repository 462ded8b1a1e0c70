-- Who holds which country's office, as outlets introduce them (see src/topics/holders.ts). What is noted of a name goes
-- with it: three articles of two voices make it stand for its topic, 120 days without another end that.

CREATE TABLE holders (
  -- As the matcher looks it up.
  surname   TEXT NOT NULL,
  topic     TEXT NOT NULL,
  -- JSON: the newest articles that introduced the bearer, each with its id, voice and time.
  sightings TEXT NOT NULL,
  last_at   INTEGER NOT NULL,
  learned   INTEGER NOT NULL CHECK (learned IN (0, 1)),
  PRIMARY KEY (surname, topic)
) STRICT, WITHOUT ROWID;

CREATE INDEX holders_by_time ON holders (last_at);
CREATE INDEX holders_learned ON holders (last_at, surname, topic) WHERE learned = 1;
