-- The log: one provider's events in one gapless order, which nobody may change.
--
-- The head row orders a provider: whoever appends locks it, so positions run 1..N in commit order.
-- Row security is forced on everyone; a writer cannot go past the head it has moved.

CREATE SCHEMA IF NOT EXISTS heed;
REVOKE ALL ON SCHEMA heed FROM PUBLIC;

-- Roles belong to the whole server: another database of it may have made them, even at this moment.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['heed_app', 'heed_writer', 'heed_projector', 'heed_eraser'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
                EXECUTE format('CREATE ROLE %I NOINHERIT %s', role,
                               CASE role WHEN 'heed_eraser' THEN 'NOLOGIN' ELSE 'LOGIN' END);
            END IF;
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;
END $$;

GRANT USAGE ON SCHEMA heed TO heed_app, heed_writer, heed_projector, heed_eraser;
GRANT SELECT ON public.heed_version TO heed_app;  -- is the database as new as the program?
DO $$
BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;

-- Who is asked for, set transaction-locally and nowhere else. An empty text is what such a setting
-- leaves behind, and means nobody.
CREATE FUNCTION heed.tenant() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('heed.tenant', true), '')::uuid $$;

CREATE FUNCTION heed.tenants() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('heed.tenants', true), '')::uuid[] $$;

CREATE TABLE heed.tenant_head (
    tenant_id   uuid        PRIMARY KEY,
    position    bigint      NOT NULL DEFAULT 0 CHECK (position >= 0),
    recorded_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

CREATE TABLE heed.event (
    tenant_id   uuid        NOT NULL,
    position    bigint      NOT NULL CHECK (position > 0),
    stream_id   uuid        NOT NULL,
    version     int         NOT NULL CHECK (version > 0),
    event_id    uuid        NOT NULL,
    type        text        NOT NULL,
    actor       text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    salt        bytea       CHECK (octet_length(salt) = 32),
    facts       json,
    sealed      json        NOT NULL,
    PRIMARY KEY (tenant_id, position),
    UNIQUE (tenant_id, stream_id, version),
    UNIQUE (tenant_id, event_id),
    CHECK ((facts IS NULL) = (salt IS NULL))
);

CREATE TABLE heed.idempotency (
    tenant_id   uuid        NOT NULL,
    integration uuid        NOT NULL,
    key         text        NOT NULL,
    request     bytea       NOT NULL CHECK (octet_length(request) = 32),
    status      smallint    NOT NULL,
    stream_id   uuid        NOT NULL,
    version     int         NOT NULL,
    position    bigint      NOT NULL,
    events      int         NOT NULL,
    recorded_at timestamptz NOT NULL,
    replays     bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, integration, key)
);

CREATE TABLE heed.origin (
    tenant_id uuid  NOT NULL,
    source    text  NOT NULL,
    ref       text  NOT NULL,
    version   int   NOT NULL CHECK (version > 0),
    content   bytea NOT NULL,
    members   json  NOT NULL,
    stream_id uuid  NOT NULL,
    PRIMARY KEY (tenant_id, source, ref)
);

CREATE TABLE heed.alias (
    tenant_id uuid  NOT NULL,
    blind     bytea NOT NULL,
    person    uuid  NOT NULL,
    PRIMARY KEY (tenant_id, blind)
);

-- Plans are made before there is anything to count, and then kept. Without statistics PostgreSQL takes
-- a provider for a handful of rows and reads all of them to find one. So it is shown rows that are
-- made up, and gone again before anybody comes: ids are unique, half of a table is one provider's.
ALTER TABLE heed.event       ALTER tenant_id SET (n_distinct = 2);
ALTER TABLE heed.idempotency ALTER tenant_id SET (n_distinct = 2);
ALTER TABLE heed.origin      ALTER tenant_id SET (n_distinct = 2);
ALTER TABLE heed.alias       ALTER tenant_id SET (n_distinct = 2);
INSERT INTO heed.event
SELECT gen_random_uuid(), n, gen_random_uuid(), 1, gen_random_uuid(), 'type', 'actor', now(),
       sha256(n::text::bytea), '{}', '[]'
  FROM generate_series(1, 1000) AS n;
INSERT INTO heed.idempotency
SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), sha256(n::text::bytea), 201,
       gen_random_uuid(), 1, n, 1, now()
  FROM generate_series(1, 1000) AS n;
INSERT INTO heed.origin
SELECT gen_random_uuid(), 'source', gen_random_uuid(), 1, '', '{}', gen_random_uuid()
  FROM generate_series(1, 1000);
INSERT INTO heed.alias
SELECT gen_random_uuid(), sha256(n::text::bytea), gen_random_uuid()
  FROM generate_series(1, 1000) AS n;
ANALYZE heed.event, heed.idempotency, heed.origin, heed.alias;
SAVEPOINT shown;  -- within it, truncation forgets that the tables were seen to be empty
TRUNCATE heed.event, heed.idempotency, heed.origin, heed.alias;
RELEASE SAVEPOINT shown;
ALTER TABLE heed.event       ALTER tenant_id RESET (n_distinct);
ALTER TABLE heed.idempotency ALTER tenant_id RESET (n_distinct);
ALTER TABLE heed.origin      ALTER tenant_id RESET (n_distinct);
ALTER TABLE heed.alias       ALTER tenant_id RESET (n_distinct);

-- Facts are never changed, not by the owner and not by a superuser who plays a replica. One change
-- alone is let through: the eraser disposes of facts and salt at the end of their retention.
CREATE FUNCTION heed.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    disposed heed.event;
BEGIN
    IF TG_OP = 'UPDATE' AND current_user = 'heed_eraser' THEN
        disposed := OLD;
        disposed.facts := NULL;
        disposed.salt := NULL;
        IF NEW::text = disposed::text THEN  -- the whole row, whatever columns it has by then
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'An event is never changed.' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE ON heed.event
    FOR EACH ROW EXECUTE FUNCTION heed.refuse_change();
CREATE TRIGGER log_is_kept BEFORE TRUNCATE ON heed.event
    FOR EACH STATEMENT EXECUTE FUNCTION heed.refuse_change();
ALTER TABLE heed.event ENABLE ALWAYS TRIGGER event_is_kept;
ALTER TABLE heed.event ENABLE ALWAYS TRIGGER log_is_kept;

DO $$
DECLARE
    protected text;
BEGIN
    FOREACH protected IN ARRAY ARRAY['tenant_head', 'event', 'idempotency', 'origin', 'alias'] LOOP
        EXECUTE format('ALTER TABLE heed.%I ENABLE ROW LEVEL SECURITY', protected);
        EXECUTE format('ALTER TABLE heed.%I FORCE ROW LEVEL SECURITY', protected);
        EXECUTE format('CREATE POLICY one_provider ON heed.%I TO heed_app, heed_projector '
                       'USING (tenant_id = (SELECT heed.tenant()))', protected);
        EXECUTE format('CREATE POLICY of_this_flush ON heed.%I TO heed_writer '
                       'USING (tenant_id = ANY ((SELECT heed.tenants())::uuid[]))', protected);
    END LOOP;
    -- The owner opens a provider; it reads no events.
    EXECUTE format('CREATE POLICY opened_by_the_owner ON heed.tenant_head TO %I USING (true)',
                   current_user);
END $$;

-- A second wall: everything at or below the head is taken, so a writer that has not moved the head,
-- and thereby locked it, finds no place.
CREATE POLICY under_the_head ON heed.event AS RESTRICTIVE FOR INSERT TO heed_writer
    WITH CHECK (position <= (SELECT head.position
                               FROM heed.tenant_head AS head
                              WHERE head.tenant_id = event.tenant_id));
CREATE POLICY discovery ON heed.tenant_head FOR SELECT TO heed_projector USING (true);
CREATE POLICY disposal ON heed.event TO heed_eraser USING (tenant_id = (SELECT heed.tenant()));

GRANT SELECT ON heed.tenant_head, heed.event, heed.idempotency, heed.origin, heed.alias TO heed_app;
GRANT SELECT ON heed.tenant_head, heed.event TO heed_projector;
GRANT SELECT, UPDATE (position, recorded_at) ON heed.tenant_head TO heed_writer;
GRANT SELECT, INSERT ON heed.event, heed.idempotency, heed.origin, heed.alias TO heed_writer;
GRANT UPDATE (replays) ON heed.idempotency TO heed_writer;
GRANT UPDATE (version, content, members) ON heed.origin TO heed_writer;
GRANT SELECT, UPDATE (facts, salt) ON heed.event TO heed_eraser;
