"""The forum: boards, topics, comments on topics and notices."""
