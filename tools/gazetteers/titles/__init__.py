"""Makes the table `occupations` from a folder of classifications: `python -m tools.gazetteers.titles FOLDER`.

`sources` reads the classifications and `modern.txt` beside it, `vectors` places occupations in a space by what is done
in them, `mixing` says of every code of another classification which occupations it is made of, `table` packs all of it.
The same input gives the same bytes.
"""
