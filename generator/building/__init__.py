"""From sources to published files, in the order of a build.

checking         which files are sources, and what in them would trouble a reader
batch            many sources: where their outputs go, and what becomes of each
build            one source, every format, each proven
format_stages    one format: laid out, packed, read back, proven; format_modules: by which modules
worker           a process that does this; workers: several, behind concurrent.futures;
                 format_worker: the one that makes one format of a document while the others are
                 made here
fingerprint      what decides a file; cached: the files that need not be made again
manifest         what was published; publish: all files of a source or none
verify           published files against their source
watch            what a save has changed is built again
"""
