"""The calls within a package, as far as its text shows them: what `scripts/climbs` follows.

program   the modules, classes and functions of a package
values    what an expression may stand for, and which functions are handed where
calls     which function calls which: functions, methods, properties and classes, and functions
          that were handed down as arguments or in fields

What a variable holds is known from annotations, and from what is assigned to it; where that says
nothing, as of values of other packages, nothing is followed. Methods of a class that is derived
from another package's are called by that package, as soon as there is an object.
"""
