"""A brand: a folder with `brand.yaml`, its logo and its typefaces. No CSS, no template.

places           where it is
reading          the folder as a `document.brand.BrandFolder`, and what is wrong with it
values           values of its YAML, each with its line
palette          all colours from two of them
typeface_files   its font files
dressing         a document with the brand of its language
example          a folder to begin with
"""
