"""SQL of how many women are representatives on a day. Used by 0019."""

WOMEN = """
CREATE OR REPLACE FUNCTION elections_women(community bigint, day date) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM elections_representative r
    WHERE r.community_id = community AND r.sex = 'f' AND elections_in_office(r, day)
$$;
"""
