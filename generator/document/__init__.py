"""What an announcement says: its model, the traversals of it, its languages, our own words."""
