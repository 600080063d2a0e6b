"""`python -m recruit`."""

from recruit.entrypoints.cli import main

if __name__ == "__main__":
    main(prog_name="recruit")
