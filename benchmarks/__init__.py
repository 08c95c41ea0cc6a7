"""How fast Heed is, as ratios to ceilings and peers measured in the same run.

Absolute figures of a shared machine mean little; a contender and its ceiling a second apart mean
something. `python -m benchmarks` runs everything; nothing here is part of the product.
"""
