"""What the rooms of elections say: rules, days, results and reasons in sentences of the reader's language."""
