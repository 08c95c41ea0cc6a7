-- How far a program has come with the events of another application, committed with what it made of
-- them, so that it makes it once.

CREATE TABLE heed.tracking (
    tenant_id   uuid   NOT NULL REFERENCES heed.tenant_head,
    application text   NOT NULL,
    position    bigint NOT NULL,
    PRIMARY KEY (tenant_id, application)
) WITH (fillfactor = 50);

ALTER TABLE heed.tracking ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_provider ON heed.tracking TO heed_app
    USING (tenant_id = (SELECT heed.tenant()));
CREATE POLICY of_this_flush ON heed.tracking TO heed_writer
    USING (tenant_id = ANY ((SELECT heed.tenants())::uuid[]));

-- Forward only. In the transaction of an append a refusal takes the append back with it.
CREATE FUNCTION heed.track(p_tenant uuid, p_application text, p_position bigint) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM set_config('heed.tenants', '{' || p_tenant || '}', true);
    INSERT INTO heed.tracking AS t (tenant_id, application, position)
    VALUES (p_tenant, p_application, p_position)
        ON CONFLICT (tenant_id, application) DO UPDATE SET position = excluded.position
     WHERE t.position < excluded.position;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'This position or a later one was tracked before.'
            USING ERRCODE = 'unique_violation';
    END IF;
    RETURN p_position;
END $$;

REVOKE ALL ON FUNCTION heed.track FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heed.track TO heed_writer;
GRANT SELECT ON heed.tracking TO heed_app;
GRANT SELECT, INSERT, UPDATE (position) ON heed.tracking TO heed_writer;
