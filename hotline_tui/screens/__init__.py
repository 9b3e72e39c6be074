"""Screens: they compose, bind keys, hold frozen rows and call use cases through the one door."""
