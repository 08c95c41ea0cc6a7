"""The statement that reads a page of loose ends: as many rows as a page takes, however many are
open.

Loops that a policy speaks of in the same breath have one `pace`, so in each pace the order of an
index is the order of the page, and the first so many of every pace hold the first so many of all.
Only those that make the page are looked at further: whose they are, and who may see them. A look
that ends with LIMIT 1 goes by the key, whatever PostgreSQL thinks of how many there are.

Who may see a loop depends on its kin: what its subject is about, and what that is about. A row says
so, and whoever reads leaves it out.

Source: the loose index scan (PostgreSQL wiki), to find the paces without reading their rows.
"""

from typing import Final

from projections.runner.statement import Statement

# $2 provider, $3 persons, $4 as of, $5 late by, $6 loops, $7 delays by pace or loop, $8 to $11 the
# last row of the page before, $12 how many, $13 what contracts want told, and the reader may be.
# Loops that depend on the service, on a contract or on what the reader may be told are left out
# where that does not hold.
# A service and the provider are looked at anew from the day of the last review of each.
PAGE: Final = Statement("""
      WITH RECURSIVE loops AS @{once} (SELECT * FROM @open_loops AS loop WHERE tenant_id = $2),
           subjects AS @{once} (SELECT * FROM @loop_subjects AS one WHERE tenant_id = $2),
           paces AS (
    SELECT min(pace) AS pace
      FROM loops
 UNION ALL
    SELECT (SELECT min(loops.pace) FROM loops WHERE loops.pace > paces.pace)
      FROM paces
     WHERE paces.pace IS NOT NULL),
           lane AS (
    SELECT pace, COALESCE($8::timestamptz, '-infinity') AS from_at,
           COALESCE($9::uuid, '00000000-0000-0000-0000-000000000000') AS from_subject,
           make_interval(secs => COALESCE($7::jsonb ->> pace,
                                          $7::jsonb ->> split_part(pace, '/', 1))::float) AS delay
      FROM paces
     WHERE pace IS NOT NULL
       AND ($6::text[] IS NULL OR split_part(pace, '/', 1) = ANY ($6))),
           candidate AS (
    SELECT found.*
      FROM lane
CROSS JOIN LATERAL (
          (SELECT loop, subject, part, opened_at AS late_from
             FROM loops
            WHERE lane.delay IS NULL
              AND pace = lane.pace
              AND closed_at IS NULL
              AND opened_at <= $5
              AND (opened_at, subject) >= (lane.from_at, lane.from_subject)
         ORDER BY closed_at, opened_at, subject, part
            LIMIT $12)
        UNION ALL
          (SELECT loop, subject, part, owed_since + lane.delay
             FROM loops
            WHERE lane.delay IS NOT NULL
              AND lane.pace NOT LIKE 'governance_review/%'
              AND pace = lane.pace
              AND closed_at IS NULL
              AND owed_since <= $5 - lane.delay
              AND (owed_since, subject) >= (lane.from_at - lane.delay, lane.from_subject)
         ORDER BY closed_at, owed_since, subject, part
            LIMIT $12)
        UNION ALL
          (SELECT loop, subject, part, COALESCE(owed_since + lane.delay, opened_at) AS late_from
             FROM loops
            WHERE pace = lane.pace
              AND closed_at > $4
              AND COALESCE(owed_since + lane.delay, opened_at) BETWEEN lane.from_at AND $5
         ORDER BY late_from, subject, part
            LIMIT $12)
        UNION ALL
          (SELECT loop, subject, part,
                  COALESCE(held.on_day::timestamp AT TIME ZONE 'Europe/London', owed_since)
                      + lane.delay
             FROM loops
       CROSS JOIN LATERAL (
                   SELECT CASE lane.pace
                          WHEN 'governance_review/service' THEN (
                               SELECT max(held_on)
                                 FROM subjects
                                WHERE kind = 'governance_review'
                                  AND service = loops.subject
                                  AND void IS NOT TRUE
                                  AND held_on <= ($4 AT TIME ZONE 'Europe/London')::date)
                          ELSE (
                               SELECT max(held_on)
                                 FROM subjects
                                WHERE kind = 'governance_review'
                                  AND service IS NULL
                                  AND void IS NOT TRUE
                                  AND held_on <= ($4 AT TIME ZONE 'Europe/London')::date)
                          END AS on_day) AS held
            WHERE lane.delay IS NOT NULL
              AND lane.pace LIKE 'governance_review/%'
              AND pace = lane.pace
              AND closed_at IS NULL)
           ) AS found),
           paged AS (
    SELECT *
      FROM candidate
     WHERE late_from <= $5
       AND ($8::timestamptz IS NULL
            OR (late_from, subject, loop, part) > ($8, $9::uuid, $10::text, $11::text))
  ORDER BY late_from, subject, loop, part
     LIMIT $12),
           kin AS (
    SELECT subject, subject AS related
      FROM paged
     UNION
    SELECT kin.subject, unnest(one.about)
      FROM kin
CROSS JOIN LATERAL (SELECT about FROM subjects WHERE subject = kin.related LIMIT 1) AS one),
           known AS (
    SELECT kin.subject,
           COALESCE(bool_or(one.excluded && $3::uuid[]
                            OR (cardinality(one.members) > 0 AND NOT EXISTS (
                                SELECT 1
                                  FROM unnest(one.members) AS member
                                 WHERE NOT EXISTS (
                                       SELECT 1
                                         FROM subjects AS other
                                        WHERE other.subject = member
                                          AND other.excluded && $3::uuid[])))),
                    false) AS hidden,
           COALESCE(array_agg(DISTINCT one.service) FILTER (WHERE one.service IS NOT NULL),
                    ARRAY[]::uuid[]) AS services
      FROM kin
CROSS JOIN LATERAL (
           SELECT service, excluded, members
             FROM subjects
            WHERE subject = kin.related
            LIMIT 1) AS one
  GROUP BY kin.subject)
    SELECT paged.loop, paged.subject, paged.part, paged.late_from AS since, one.kind, one.unit,
           known.services, COALESCE(own.owner_role, one.owner_role) AS owner_role,
           own.owed_since,
           known.hidden OR one.void IS TRUE OR own.owed_since > $4
               OR CASE
                  WHEN own.depends_on IS NULL THEN false
                  WHEN own.depends_on = 'registration' THEN EXISTS (
                       SELECT 1
                         FROM subjects AS at
                        WHERE at.subject = one.service
                          AND at.registered IS FALSE)
                  ELSE (own.depends_on NOT LIKE 'judge:%') <> (
                       own.contract = ANY ($13::text[])
                       OR COALESCE(own.contract || '/' || one.service = ANY ($13::text[]), false))
                  END AS left_out
      FROM paged
      JOIN known USING (subject)
CROSS JOIN LATERAL (
           SELECT kind, service, unit, owner_role, void
             FROM subjects
            WHERE subject = paged.subject
            LIMIT 1) AS one
CROSS JOIN LATERAL (
           SELECT owner_role, depends_on,
                  substr(depends_on, strpos(depends_on, ':') + 1) AS contract,
                  COALESCE(paged.late_from - lane.delay, owed_since) AS owed_since
             FROM loops
             JOIN lane USING (pace)
            WHERE subject = paged.subject
              AND loop = paged.loop
              AND part = paged.part
            LIMIT 1) AS own
  ORDER BY since, subject, loop, part
""")
