"""Pages of the room: the votes, the booth, the published lists, and running a vote."""
