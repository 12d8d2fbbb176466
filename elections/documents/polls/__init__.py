"""What a committee prints for the polls on paper: ballots, the register to sign, the sheet of a count, the form of a proxy.

Chinese documents, like the notices, whatever language the pages are read in.
"""
