-- API keys. The secret is never here, only a keyed hash of it; a reader sees the one row whose id was
-- presented, so that no statement can list them.

CREATE FUNCTION heed.presented() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('heed.presented', true), '')::uuid $$;
REVOKE ALL ON FUNCTION heed.presented() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heed.presented() TO heed_app;

CREATE TABLE heed.credential (
    credential_id uuid        PRIMARY KEY,
    secret_hash   bytea       NOT NULL CHECK (octet_length(secret_hash) = 32),
    kind          text        NOT NULL,
    name          text        NOT NULL,
    integration   uuid        NOT NULL,
    scopes        text[]      NOT NULL,
    created_at    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    revoked_at    timestamptz
);

CREATE TABLE heed.credential_provider (
    credential_id uuid NOT NULL REFERENCES heed.credential,
    tenant_id     uuid NOT NULL REFERENCES heed.tenant_head,
    PRIMARY KEY (credential_id, tenant_id)
);

ALTER TABLE heed.credential ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE heed.credential_provider ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY presented ON heed.credential TO heed_app
    USING (credential_id = (SELECT heed.presented()));
CREATE POLICY presented ON heed.credential_provider TO heed_app
    USING (credential_id = (SELECT heed.presented()));

DO $$
BEGIN
    EXECUTE format('CREATE POLICY made_by_the_owner ON heed.credential TO %I USING (true)', current_user);
    EXECUTE format('CREATE POLICY made_by_the_owner ON heed.credential_provider TO %I USING (true)',
                   current_user);
END $$;

GRANT SELECT ON heed.credential, heed.credential_provider TO heed_app;
