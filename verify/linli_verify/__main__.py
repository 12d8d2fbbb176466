"""`python -m linli_verify ARCHIVE.zip`."""

import sys

from linli_verify.cli import main

if __name__ == "__main__":
    sys.exit(main())
