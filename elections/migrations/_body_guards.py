"""SQL of who of the committee sits in a representatives' meeting. Used by 0015."""

# As rules.representatives.is_same: by the accounts, and by the name where one of the two has none.
SAME = """
CREATE OR REPLACE FUNCTION elections_same_person(one_user bigint, one_name text, other_user bigint, other_name text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN one_user IS NOT NULL AND other_user IS NOT NULL THEN one_user = other_user
    ELSE one_name = other_name END
$$;
"""

COMMITTEE = """
CREATE OR REPLACE FUNCTION elections_committee_on(community bigint, day date) RETURNS SETOF elections_officeholder
LANGUAGE sql STABLE AS $$
  SELECT o.* FROM elections_officeholder o JOIN elections_term t ON t.id = o.term_id
    JOIN elections_committee c ON c.id = t.committee_id
    WHERE c.community_id = community AND c.kind = 'residents' AND o.starts_on <= day AND t.ends_on > day
      AND (o.ended_on IS NULL OR o.ended_on > day)
$$;
"""

# As rules.representatives.beside: nobody who is a representative, and nobody twice.
BESIDE = """
CREATE OR REPLACE FUNCTION elections_committee_beside(community bigint, day date) RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
  SELECT o.id FROM elections_committee_on(community, day) o
    WHERE NOT EXISTS (SELECT 1 FROM elections_representative r WHERE r.community_id = community
        AND elections_in_office(r, day) AND elections_same_person(o.user_id, o.name, r.user_id, r.name))
      AND NOT EXISTS (SELECT 1 FROM elections_committee_on(community, day) p WHERE p.id < o.id
        AND elections_same_person(o.user_id, o.name, p.user_id, p.name))
$$;
"""

SEATS = """
CREATE OR REPLACE FUNCTION elections_committee_seats(community bigint, day date) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM elections_committee_beside(community, day)
$$;
"""

FUNCTIONS = {
    SAME: "elections_same_person",
    COMMITTEE: "elections_committee_on",
    BESIDE: "elections_committee_beside",
    SEATS: "elections_committee_seats",
}
