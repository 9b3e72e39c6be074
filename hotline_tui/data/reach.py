"""That a database is out of reach; a file of its own, so that a form on view can know of it."""


class OutOfReach(Exception):  # noqa: N818 - a state of the world, told to the person
    """The database cannot be reached, or is not one of ours."""


class NotLetIn(OutOfReach):
    """The database server wants to know a password first, or was given a wrong one."""
