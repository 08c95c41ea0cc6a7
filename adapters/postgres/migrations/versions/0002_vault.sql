-- The vault: sealed bodies and the wrapped keys that open them. The log keeps only their hashes, so
-- whatever is erased here leaves the log true.

CREATE TABLE heed.vault_key (
    tenant_id  uuid        NOT NULL,
    key_id     uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('person', 'case', 'reporter', 'learning')),
    owner      uuid        NOT NULL,
    epoch      int         NOT NULL CHECK (epoch > 0),
    wrapped    bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, key_id),
    UNIQUE (tenant_id, kind, owner)
);

CREATE TABLE heed.body (
    tenant_id uuid   NOT NULL,
    body_id   uuid   NOT NULL,
    position  bigint NOT NULL,
    class     text   NOT NULL,
    key_id    uuid   NOT NULL,
    wrapped   bytea  NOT NULL,
    sealed    bytea  NOT NULL,
    PRIMARY KEY (tenant_id, body_id)
);
ALTER TABLE heed.body ALTER COLUMN sealed SET STORAGE EXTERNAL;  -- ciphertext does not compress

-- Who looked at what, for whom and why. Whoever reads for callers can add to it, and neither read
-- nor change it.
CREATE TABLE heed.access (
    tenant_id uuid        NOT NULL,
    access_id uuid        NOT NULL,
    at        timestamptz NOT NULL,
    actor     text        NOT NULL,
    purpose   text        NOT NULL,
    body_ids  uuid[]      NOT NULL CHECK (cardinality(body_ids) > 0),
    PRIMARY KEY (tenant_id, access_id)
);

-- As for the log: plans are made before there is anything to count.
ALTER TABLE heed.vault_key ALTER tenant_id SET (n_distinct = 2);
ALTER TABLE heed.body      ALTER tenant_id SET (n_distinct = 2);
INSERT INTO heed.vault_key
SELECT gen_random_uuid(), gen_random_uuid(), 'case', gen_random_uuid(), 1, '', now()
  FROM generate_series(1, 1000);
INSERT INTO heed.body
SELECT gen_random_uuid(), gen_random_uuid(), n, 'narrative', gen_random_uuid(), '', ''
  FROM generate_series(1, 1000) AS n;
ANALYZE heed.vault_key, heed.body;
SAVEPOINT shown;
TRUNCATE heed.vault_key, heed.body;
RELEASE SAVEPOINT shown;
ALTER TABLE heed.vault_key ALTER tenant_id RESET (n_distinct);
ALTER TABLE heed.body      ALTER tenant_id RESET (n_distinct);

DO $$
DECLARE
    protected text;
BEGIN
    FOREACH protected IN ARRAY ARRAY['vault_key', 'body', 'access'] LOOP
        EXECUTE format('ALTER TABLE heed.%I ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('ALTER TABLE heed.%I FORCE ROW LEVEL SECURITY', protected);
        EXECUTE format('CREATE POLICY one_provider ON heed.%I TO heed_app '
                       'USING (tenant_id = (SELECT heed.tenant()))', protected);
        EXECUTE format('CREATE POLICY of_this_flush ON heed.%I TO heed_writer '
                       'USING (tenant_id = ANY ((SELECT heed.tenants())::uuid[]))', protected);
    END LOOP;
END $$;

GRANT SELECT ON heed.vault_key, heed.body TO heed_app;
GRANT INSERT ON heed.access TO heed_app;
GRANT SELECT, INSERT ON heed.vault_key, heed.body TO heed_writer;
