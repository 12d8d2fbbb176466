"""How texts are cut into what an index holds, and shown with what was found."""
