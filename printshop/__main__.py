"""Let ``python -m printshop`` do what the ``printshop`` command does."""

from printshop.cli import main

if __name__ == "__main__":
    main()
