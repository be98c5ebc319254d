"""From sources to published files, in the order of a build.

checking         which files are sources, and what in them would trouble a reader
batch            many sources: where their outputs go, and who builds which
build            one source, every format, each proven
fingerprint      what decides a file; reuse: the files that need not be made again
manifest         what was published; publish: all files of a source or none
verify           published files against their source
watch            what a save has changed is built again
"""
