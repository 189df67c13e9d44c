"""``python -m dialogues`` is the command line."""

from dialogues.cli import main

if __name__ == "__main__":
    main()
