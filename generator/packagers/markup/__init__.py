"""What pages, EPUB and PDF share: the document's nodes as HTML, by one set of macros.

node_renderer       a tree of nodes as markup, from its leaves up
template_variables  the facts that the macros need beside a node
web_fonts           the fonts that a document embeds, with the characters that it shows
"""
