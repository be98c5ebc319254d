"""The command line: verbs, reports, and what each verb does beyond a build."""
