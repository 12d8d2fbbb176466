"""What is printed or posted, in Chinese whatever language the pages are read in: notices, ballots, sheets to sign."""
