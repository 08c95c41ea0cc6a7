-- Which keyring this database belongs to: a fingerprint that says nothing of its keys. Another keyring
-- would open nothing of what is sealed here, find nobody, and look healthy.

CREATE TABLE heed.keyring (
    one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
    fingerprint bytea       NOT NULL CHECK (octet_length(fingerprint) = 32),
    since       timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON heed.keyring TO heed_app;
