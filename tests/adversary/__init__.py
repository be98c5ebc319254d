"""Damages that somebody with a plan does to published files, from tables of what to change.

page     a web page          `book`   an e-book
word     a Word document     `paper`  a PDF
plain    plain text

Each table's row is a damage: a name, and what is put in the place of what.
"""
