-- Which request of a flush is in trouble, and how. Called under the locks, and only where there is
-- any: a flush without trouble never pays for it.

CREATE FUNCTION heed.verdicts(
    t_tenant uuid[], head bigint[],
    a_tenant int[], a_integration uuid[], a_key text[], a_request bytea[],
    o_of int[], o_source text[], o_ref text[], o_version int[], o_stream uuid[],
    s_of int[], s_stream uuid[], s_version int[],
    b_of int[], b_key uuid[],
    k_of int[], k_id uuid[], k_kind text[], k_owner uuid[],
    l_of int[], l_blind bytea[], l_person uuid[],
    OUT code int[], OUT status int[], OUT stream uuid[], OUT version int[], OUT last bigint[],
    OUT events int[], OUT at timestamptz[])
    LANGUAGE plpgsql
    AS $$
#variable_conflict use_column
DECLARE
    known int[];
    overtaken int[];
BEGIN
    SELECT coalesce(array_agg(o.of), '{}') INTO known
      FROM unnest(o_of, o_source, o_ref, o_version, o_stream) AS o(of, source, ref, version, stream)
     WHERE (SELECT k.stream_id <> o.stream OR k.version >= o.version
              FROM heed.origin AS k
             WHERE k.tenant_id = t_tenant[a_tenant[o.of]] AND k.source = o.source AND k.ref = o.ref);

    SELECT coalesce(array_agg(moved.of), '{}') INTO overtaken
      FROM (SELECT s.of
              FROM unnest(s_of, s_stream, s_version) AS s(of, stream, version)
             WHERE s.version <> coalesce(
                   (SELECT v.version FROM heed.event AS v
                     WHERE v.tenant_id = t_tenant[a_tenant[s.of]] AND v.stream_id = s.stream
                  ORDER BY v.version DESC LIMIT 1), 0)
             UNION ALL
            SELECT b.of
              FROM unnest(b_of, b_key) AS b(of, key)
             WHERE (SELECT n.of FROM unnest(k_of, k_id) AS n(of, id)
                     WHERE n.of = b.of AND n.id = b.key LIMIT 1) IS NULL
               AND (SELECT k.epoch FROM heed.vault_key AS k
                     WHERE k.tenant_id = t_tenant[a_tenant[b.of]] AND k.key_id = b.key) IS NULL
             UNION ALL
            SELECT n.of
              FROM unnest(k_of, k_kind, k_owner) AS n(of, kind, owner)
             WHERE (SELECT k.epoch FROM heed.vault_key AS k
                     WHERE k.tenant_id = t_tenant[a_tenant[n.of]] AND k.kind = n.kind
                       AND k.owner = n.owner) IS NOT NULL
             UNION ALL
            SELECT n.of
              FROM unnest(l_of, l_blind, l_person) AS n(of, blind, person)
             WHERE (SELECT l.person <> n.person FROM heed.alias AS l
                     WHERE l.tenant_id = t_tenant[a_tenant[n.of]] AND l.blind = n.blind)) AS moved;

    SELECT array_agg(CASE WHEN head[a.t] IS NULL       THEN 5
                          WHEN i.request = a.request   THEN 1
                          WHEN i.request IS NOT NULL   THEN 2
                          WHEN a.i = ANY (known)       THEN 3
                          WHEN a.i = ANY (overtaken)   THEN 4
                          ELSE 0 END ORDER BY a.i),
           array_agg(i.status::int ORDER BY a.i), array_agg(i.stream_id ORDER BY a.i),
           array_agg(i.version ORDER BY a.i), array_agg(i.position ORDER BY a.i),
           array_agg(i.events ORDER BY a.i), array_agg(i.recorded_at ORDER BY a.i)
      INTO code, status, stream, version, last, events, at
      FROM unnest(a_tenant, a_integration, a_key, a_request)
           WITH ORDINALITY AS a(t, integration, key, request, i)
      LEFT JOIN LATERAL (SELECT * FROM heed.idempotency AS i
                          WHERE i.tenant_id = t_tenant[a.t] AND i.integration = a.integration
                            AND i.key = a.key OFFSET 0) AS i ON true;
END $$;
