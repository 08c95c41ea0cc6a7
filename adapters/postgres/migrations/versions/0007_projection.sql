-- What the projection runner keeps: which version of a projection is live, how far each has come for
-- each provider, and the events it could not fold. The projections make their own tables.

CREATE TABLE heed.projection (
    name        text        NOT NULL,
    version     int         NOT NULL,
    status      text        NOT NULL,
    fingerprint text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    switched_at timestamptz,
    PRIMARY KEY (name, version)
);

CREATE TABLE heed.projection_checkpoint (
    tenant_id  uuid        NOT NULL,
    name       text        NOT NULL,
    version    int         NOT NULL,
    position   bigint      NOT NULL CHECK (position >= 0),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name, version)
) WITH (fillfactor = 50);

CREATE TABLE heed.projection_parked (
    tenant_id       uuid        NOT NULL,
    name            text        NOT NULL,
    version         int         NOT NULL,
    position        bigint      NOT NULL,
    stream_id       uuid        NOT NULL,
    error           text        NOT NULL,
    attempts        int         NOT NULL DEFAULT 1,
    first_failed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, name, version, position)
);
CREATE INDEX projection_parked_stream ON heed.projection_parked (tenant_id, name, version, stream_id);

DO $$
DECLARE
    protected text;
BEGIN
    FOREACH protected IN ARRAY ARRAY['projection_checkpoint', 'projection_parked'] LOOP
        EXECUTE format('ALTER TABLE heed.%I ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('ALTER TABLE heed.%I FORCE ROW LEVEL SECURITY', protected);
        EXECUTE format('CREATE POLICY one_provider ON heed.%I TO heed_app, heed_projector '
                       'USING (tenant_id = (SELECT heed.tenant()))', protected);
    END LOOP;
END $$;
CREATE POLICY discovery ON heed.projection_checkpoint FOR SELECT TO heed_projector USING (true);
CREATE POLICY discovery ON heed.projection_parked FOR SELECT TO heed_projector USING (true);

-- The projector makes and drops the tables of its projections.
GRANT CREATE ON SCHEMA heed TO heed_projector;
GRANT SELECT ON heed.projection, heed.projection_checkpoint, heed.projection_parked TO heed_app;
GRANT SELECT, INSERT, UPDATE, DELETE
    ON heed.projection, heed.projection_checkpoint, heed.projection_parked TO heed_projector;
