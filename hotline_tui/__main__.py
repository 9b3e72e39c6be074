"""`python -m hotline_tui` is `hotline`."""

from hotline_tui.cli import main

if __name__ == "__main__":
    main()
