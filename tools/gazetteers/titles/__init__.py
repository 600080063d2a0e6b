"""Generator of the table `occupations` from a folder of classifications: `python -m tools.gazetteers.titles FOLDER`.

`sources` reads the classifications and `modern.txt`. `vectors` computes the vectors of occupations, from their skills,
groups and words. `mixing` expresses each code of other classifications as a mix of occupations. `table` packs the
arrays. The output is deterministic: the same input gives the same bytes.
"""
