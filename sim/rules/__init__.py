"""The rulebook: what each delegation does, as pure functions of numbers.

A rule looks at the table from one seat and returns what that delegation does. It never writes,
never rolls dice of its own, and never knows who calls. Read the rooms in the order in which a
round unfolds: ``text``, ``promise``, ``interests``, ``patron``, ``events``, ``influence``,
``drafting``, ``silence``, ``round``, ``outcome``. Each is a section of ``docs/ODD.md``.
"""
