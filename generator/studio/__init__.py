"""The studio: write, check, see and publish in the browser.

settings    what the command was given
access      who is let in, and what a browser is allowed to do with our pages
folder      the sources of a folder, read and saved; two who save do not overwrite each other
history     every save and publication, in a SQLite file beside the sources
pictures    a picture that is put beside a document, with the words for it
work        what takes time, in worker processes that may end without harm
outcomes    what was built, checked and published, in words; changes: what differs in two texts
visit       one request; pages: what each page shows; forms: what each form does
app         the addresses; server: the process that answers them

Pages come from templates/studio/. Each works without JavaScript; the one script there improves it.
"""
