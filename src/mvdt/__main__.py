"""`python -m mvdt` is `mvdt`."""

from mvdt.cli import main

main()
