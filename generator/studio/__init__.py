"""The studio: write, check, see and publish in the browser.

settings    what the command was given
access      who is let in, and what a browser is allowed to do with our pages
folder      the sources of a folder, read and saved; two who save do not overwrite each other
work        what takes time, in worker processes that may end without harm
outcomes    what was built, checked and published, in words
pages       what each page shows; changes: what each form does
app         the addresses; server: the process that answers them

Pages come from templates/studio/. Each works without JavaScript; the one script there improves it.
"""
