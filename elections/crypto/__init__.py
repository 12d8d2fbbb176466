"""The protocol linli-1 (docs/protocol.md) in pure Python on libsodium's ristretto255: no database, no web, no clock.

`suite` and `canonical` are its alphabet, `proofs` its three sentences; `trustees`, `cards`, `ballots` and `tally` speak
them; `chain` writes them on a board and `archive` binds the board into one file.
"""
