"""What one format must hold of a document: added text, links that work there, reading order.

formats           the table of formats, and what each cannot carry
added_text        the text that we add to a document, as data
relative_links    links of files that are read away from their website
expected_order    the reading order that a format must give
text_lines        the lines that a text file must hold
text_width        lines and grids of a given width
text_conventions  how they are laid out, as data
claims            what may be said of its accessibility
words_beside      words that it has beside its text
file_metadata     what a file says of itself beside its words
announced         what a screen reader announces of it
job               what a packager is given, and what it returns
"""
