"""Themes in a list: as they stand, with what each is made of."""
